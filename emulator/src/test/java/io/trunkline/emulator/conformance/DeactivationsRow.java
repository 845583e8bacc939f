// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.messaging.v1.Deactivations;
import io.trunkline.emulator.conformance.Row.Operation;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

final class DeactivationsRow {
  private static final String REASON = "carriers decide which numbers they take back";

  private DeactivationsRow() {}

  static Row<Deactivations> row() {
    return Row.<Deactivations>of("Deactivations", file -> day(file.getRedirectTo().getPath()))
        .standing(stage -> List.of(today().toString()))
        .fetches((stage, day) -> Deactivations.fetcher().setDate(LocalDate.parse(day)))
        .without(Operation.CREATE, REASON)
        .without(Operation.LIST, "there is a file for each day")
        .without(Operation.UPDATE, REASON)
        .without(Operation.DELETE, REASON)
        .refuses(
            "a day that has not come",
            20404,
            404,
            stage -> Deactivations.fetcher().setDate(today().plusDays(2)).fetch(stage.client()))
        .refusesStrangers(DeactivationsRow::fetchToday);
  }

  private static void fetchToday(TwilioRestClient client) {
    Deactivations.fetcher().setDate(today()).fetch(client);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  private static String day(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replace(".txt", "");
  }
}
