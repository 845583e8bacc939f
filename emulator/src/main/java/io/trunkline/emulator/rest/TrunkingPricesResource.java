// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.price.PriceList;
import tools.jackson.core.JsonGenerator;

/** {@code /v2/Trunking} of the Pricing API: what a minute over a SIP trunk costs. */
@Seen(
    what = "Prices of trunking by country and by number.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_pricing_v2")
final class TrunkingPricesResource {
  private static final String PRODUCT = "Trunking";

  void addTo(Api api) {
    new PricedCountries("/v2/Trunking/Countries", list -> true, TrunkingPricesResource::write)
        .addTo(api);
    api.on("GET", "/v2/Trunking/Numbers/{DestinationNumber}", (caller, request) -> fetch(request));
  }

  private static void write(JsonGenerator json, PriceList list) {
    json.writeArrayPropertyStart("terminating_prefix_prices");
    list.callsOut().forEach(price -> CallPriceJson.writeRoute(json, PRODUCT, list, price));
    json.writeEndArray();
    CallPriceJson.writeCallsIn(json, "originating_call_prices", list);
  }

  private static Answer fetch(Request request) {
    var number = PricedCountries.number(request, "DestinationNumber");
    var list = PricedCountries.of(request, number);
    return Answer.json(
        200,
        Json.object(
            json -> {
              PricedCountries.writeCountry(json, list.country());
              json.writeStringProperty("destination_number", number);
              json.writeStringProperty(
                  "origination_number", request.query().get("OriginationNumber"));
              json.writeArrayPropertyStart("terminating_prefix_prices");
              list.callsOut().stream()
                  .filter(price -> price.covers(number))
                  .limit(1)
                  .forEach(price -> CallPriceJson.writeRoute(json, PRODUCT, list, price));
              json.writeEndArray();
              CallPriceJson.writeNoCallIn(json, "originating_call_price");
              json.writeStringProperty("price_unit", "USD");
              json.writeStringProperty("url", request.origin() + request.path());
            }));
  }
}
