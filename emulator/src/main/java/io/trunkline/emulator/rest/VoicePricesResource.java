// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.price.PriceList;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/Voice} and {@code /v2/Voice} of the Pricing API: what a minute of a call costs. */
@Seen(
    what = "Prices of calls by country and by number.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "voice/pricing")
final class VoicePricesResource {
  private static final String PRODUCT = "Programmable";

  void addTo(Api api) {
    new PricedCountries("/v1/Voice/Countries", list -> true, VoicePricesResource::writeFirst)
        .addTo(api);
    new PricedCountries("/v2/Voice/Countries", list -> true, VoicePricesResource::writeSecond)
        .addTo(api);
    api.on("GET", "/v1/Voice/Numbers/{Number}", (caller, request) -> ofNumber(request));
    api.on("GET", "/v2/Voice/Numbers/{DestinationNumber}", (caller, request) -> ofRoute(request));
  }

  private static void writeFirst(JsonGenerator json, PriceList list) {
    json.writeArrayPropertyStart("outbound_prefix_prices");
    for (var price : list.callsOut()) {
      json.writeStartObject();
      CallPriceJson.writePrice(json, price.minute());
      json.writeStringProperty("friendly_name", CallPriceJson.friendlyName(PRODUCT, list, price));
      Json.writeStrings(json, "prefixes", price.prefixes());
      json.writeEndObject();
    }
    json.writeEndArray();
    CallPriceJson.writeCallsIn(json, "inbound_call_prices", list);
  }

  private static void writeSecond(JsonGenerator json, PriceList list) {
    json.writeArrayPropertyStart("outbound_prefix_prices");
    list.callsOut().forEach(price -> CallPriceJson.writeRoute(json, PRODUCT, list, price));
    json.writeEndArray();
    CallPriceJson.writeCallsIn(json, "inbound_call_prices", list);
  }

  private static Answer ofNumber(Request request) {
    var number = PricedCountries.number(request, "Number");
    var list = PricedCountries.of(request, number);
    return answer(
        request,
        list,
        json -> {
          json.writeStringProperty("number", number);
          json.writeObjectPropertyStart("outbound_call_price");
          var price = list.callsOut().stream().filter(p -> p.covers(number)).findFirst();
          CallPriceJson.writePrice(json, price.map(PriceList.CallPrice::minute).orElse(null));
          json.writeEndObject();
        });
  }

  private static Answer ofRoute(Request request) {
    var number = PricedCountries.number(request, "DestinationNumber");
    var list = PricedCountries.of(request, number);
    return answer(
        request,
        list,
        json -> {
          json.writeStringProperty("destination_number", number);
          json.writeStringProperty("origination_number", request.query().get("OriginationNumber"));
          json.writeArrayPropertyStart("outbound_call_prices");
          list.callsOut().stream()
              .filter(price -> price.covers(number))
              .limit(1)
              .forEach(
                  price -> {
                    json.writeStartObject();
                    CallPriceJson.writePrice(json, price.minute());
                    CallPriceJson.writeOrigins(json);
                    json.writeEndObject();
                  });
          json.writeEndArray();
        });
  }

  private static Answer answer(Request request, PriceList list, Consumer<JsonGenerator> members) {
    return Answer.json(
        200,
        Json.object(
            json -> {
              PricedCountries.writeCountry(json, list.country());
              members.accept(json);
              CallPriceJson.writeNoCallIn(json, "inbound_call_price");
              json.writeStringProperty("price_unit", "USD");
              json.writeStringProperty("url", request.origin() + request.path());
            }));
  }
}
