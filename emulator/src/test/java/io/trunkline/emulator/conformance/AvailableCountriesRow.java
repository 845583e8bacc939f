// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.account.AvailablePhoneNumberCountry;
import io.trunkline.emulator.EmulatorClient;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;

final class AvailableCountriesRow {
  private AvailableCountriesRow() {}

  static Row<AvailablePhoneNumberCountry> row() {
    return Row.of("AvailablePhoneNumbers", AvailablePhoneNumberCountry::getCountryCode)
        .standing(stage -> List.of("US", "GB", "DE", "JP"))
        .listsInOnePiece(stage -> AvailablePhoneNumberCountry.reader())
        .fetches((stage, iso) -> AvailablePhoneNumberCountry.fetcher(iso))
        .without(Operation.CREATE, "Twilio decides where it has numbers")
        .without(Operation.UPDATE, "Twilio decides where it has numbers")
        .without(Operation.DELETE, "Twilio decides where it has numbers")
        .refuses(
            "a country that is none",
            20404,
            404,
            stage -> AvailablePhoneNumberCountry.fetcher("XX").fetch(stage.client()))
        .refuses(
            "test credentials",
            20008,
            403,
            stage ->
                AvailablePhoneNumberCountry.fetcher("US")
                    .fetch(EmulatorClient.test(stage.emulator())))
        .refuses(
            "a wrong token",
            20003,
            401,
            stage ->
                AvailablePhoneNumberCountry.fetcher("US")
                    .fetch(stage.as(stage.emulator().accountSid(), "f".repeat(32))));
  }
}
