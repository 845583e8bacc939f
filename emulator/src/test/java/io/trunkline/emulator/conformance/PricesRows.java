// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.base.Fetcher;
import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.rest.pricing.v1.messaging.Country;
import io.trunkline.emulator.EmulatorClient;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

final class PricesRows {
  private PricesRows() {}

  static List<Row<?>> rows() {
    return List.of(
        row("Prices of messages", Country::getIsoCountry, Country::reader, Country::fetcher),
        row(
            "Prices of numbers",
            com.twilio.rest.pricing.v1.phonenumber.Country::getIsoCountry,
            com.twilio.rest.pricing.v1.phonenumber.Country::reader,
            com.twilio.rest.pricing.v1.phonenumber.Country::fetcher),
        row(
            "Prices of calls, v1",
            com.twilio.rest.pricing.v1.voice.Country::getIsoCountry,
            com.twilio.rest.pricing.v1.voice.Country::reader,
            com.twilio.rest.pricing.v1.voice.Country::fetcher),
        row(
            "Prices of calls, v2",
            com.twilio.rest.pricing.v2.voice.Country::getIsoCountry,
            com.twilio.rest.pricing.v2.voice.Country::reader,
            com.twilio.rest.pricing.v2.voice.Country::fetcher),
        row(
            "Prices of trunks",
            com.twilio.rest.pricing.v2.Country::getIsoCountry,
            com.twilio.rest.pricing.v2.Country::reader,
            com.twilio.rest.pricing.v2.Country::fetcher));
  }

  private static <T extends Resource> Row<T> row(
      String name,
      Function<T, String> identity,
      Supplier<Reader<T>> reader,
      Function<String, Fetcher<T>> fetcher) {
    return Row.of(name, identity)
        .standing(stage -> List.of("US", "DE", "JP"))
        .lists(stage -> reader.get())
        .fetches((stage, iso) -> fetcher.apply(iso))
        .without(Operation.CREATE, "Twilio makes its prices")
        .without(Operation.UPDATE, "Twilio makes its prices")
        .without(Operation.DELETE, "Twilio makes its prices")
        .refuses(
            "a country that is none",
            20404,
            404,
            stage -> fetcher.apply("XX").fetch(stage.client()))
        .refuses(
            "test credentials",
            20008,
            403,
            stage -> fetcher.apply("US").fetch(EmulatorClient.test(stage.emulator())))
        .refuses(
            "a page of 1001",
            20007,
            400,
            stage -> reader.get().pageSize(1001).firstPage(stage.client()));
  }
}
