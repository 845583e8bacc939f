// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.lookups.v2.PhoneNumber;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;

final class LookupsRow {
  private static final String ALICE = "+14155550123";

  private LookupsRow() {}

  static Row<PhoneNumber> row() {
    return Row.of("Lookups", (PhoneNumber number) -> number.getPhoneNumber().toString())
        .standing(stage -> List.of(ALICE))
        .fetches((stage, number) -> PhoneNumber.fetcher(number))
        .without(Operation.CREATE, "numbers are looked up, not made")
        .without(Operation.LIST, "numbers are looked up one by one")
        .without(Operation.UPDATE, "numbers are looked up, not made")
        .without(Operation.DELETE, "numbers are looked up, not made")
        .refuses(
            "a field that is none",
            60618,
            400,
            stage -> PhoneNumber.fetcher(ALICE).setFields("horoscope").fetch(stage.client()))
        .refuses(
            "a wrong token",
            20003,
            401,
            stage ->
                PhoneNumber.fetcher(ALICE)
                    .fetch(stage.as(stage.emulator().accountSid(), "f".repeat(32))))
        .refuses(
            "an unknown account",
            20003,
            401,
            stage ->
                PhoneNumber.fetcher(ALICE).fetch(stage.as("AC" + "9".repeat(32), "f".repeat(32))));
  }

  static Row<com.twilio.rest.lookups.v1.PhoneNumber> first() {
    return Row.<com.twilio.rest.lookups.v1.PhoneNumber>of(
            "Lookups, v1", number -> number.getPhoneNumber().toString())
        .standing(stage -> List.of(ALICE))
        .fetches((stage, number) -> com.twilio.rest.lookups.v1.PhoneNumber.fetcher(number))
        .without(Operation.CREATE, "numbers are looked up, not made")
        .without(Operation.LIST, "numbers are looked up one by one")
        .without(Operation.UPDATE, "numbers are looked up, not made")
        .without(Operation.DELETE, "numbers are looked up, not made")
        .refuses(
            "what is no number",
            20404,
            404,
            stage ->
                com.twilio.rest.lookups.v1.PhoneNumber.fetcher("nonsense").fetch(stage.client()))
        .refusesStrangers(
            client -> com.twilio.rest.lookups.v1.PhoneNumber.fetcher(ALICE).fetch(client));
  }
}
