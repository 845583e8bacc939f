// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Fetcher;
import com.twilio.base.Resource;
import com.twilio.rest.pricing.v1.voice.Number;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;
import java.util.function.Function;

/** What calls to one number cost. */
final class CallPricesRows {
  private static final String REASON = "Twilio makes its prices";

  private CallPricesRows() {}

  static List<Row<?>> rows() {
    return List.of(
        row("Prices of calls to a number, v1", Number::getNumber, Number::fetcher),
        row(
            "Prices of calls to a number, v2",
            com.twilio.rest.pricing.v2.voice.Number::getDestinationNumber,
            com.twilio.rest.pricing.v2.voice.Number::fetcher),
        row(
            "Prices of trunks to a number",
            com.twilio.rest.pricing.v2.Number::getDestinationNumber,
            com.twilio.rest.pricing.v2.Number::fetcher));
  }

  private static <T extends Resource> Row<T> row(
      String name, Function<T, PhoneNumber> number, Function<PhoneNumber, Fetcher<T>> fetcher) {
    return Row.<T>of(name, price -> number.apply(price).toString())
        .standing(stage -> List.of("+14155550123"))
        .fetches((stage, digits) -> fetcher.apply(new PhoneNumber(digits)))
        .without(Operation.CREATE, REASON)
        .without(Operation.LIST, "there are more numbers than one could list")
        .without(Operation.UPDATE, REASON)
        .without(Operation.DELETE, REASON)
        .refuses(
            "what is no number",
            20404,
            404,
            stage -> fetcher.apply(new PhoneNumber("nonsense")).fetch(stage.client()))
        .refusesStrangers(client -> fetcher.apply(new PhoneNumber("+14155550123")).fetch(client));
  }
}
