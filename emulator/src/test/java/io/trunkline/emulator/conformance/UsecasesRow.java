// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.messaging.v1.Usecase;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;

final class UsecasesRow {
  private static final String REASON = "Twilio decides what services may be used for";

  private UsecasesRow() {}

  static Row<Usecase> row() {
    return Row.<Usecase>of(
            "Use cases of services", cases -> cases.getUsecases().isEmpty() ? "none" : "some")
        .standing(stage -> List.of("some"))
        .fetches((stage, id) -> Usecase.fetcher())
        .without(Operation.CREATE, REASON)
        .without(Operation.LIST, "they come in one document")
        .without(Operation.UPDATE, REASON)
        .without(Operation.DELETE, REASON)
        .refuses(
            "no credentials of any account",
            20003,
            401,
            stage -> fetch(stage.as("AC" + "9".repeat(32), "x")))
        .refusesStrangers(UsecasesRow::fetch);
  }

  private static void fetch(TwilioRestClient client) {
    Usecase.fetcher().fetch(client);
  }
}
