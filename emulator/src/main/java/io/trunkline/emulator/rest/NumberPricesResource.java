// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.NumberKind;
import io.trunkline.emulator.price.PriceList;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/PhoneNumbers/Countries} of the Pricing API: what a number costs each month. */
@Seen(
    what = "Monthly prices of numbers by country and kind.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "phone-numbers/pricing")
final class NumberPricesResource {
  void addTo(Api api) {
    new PricedCountries(
            "/v1/PhoneNumbers/Countries",
            list -> !list.rents().isEmpty(),
            NumberPricesResource::write)
        .addTo(api);
  }

  private static void write(JsonGenerator json, PriceList list) {
    json.writeArrayPropertyStart("phone_number_prices");
    for (var kind : NumberKind.values()) {
      var rent = list.rents().get(kind);
      if (rent != null) {
        CallPriceJson.writePriced(json, kind.words(), rent);
      }
    }
    json.writeEndArray();
  }
}
