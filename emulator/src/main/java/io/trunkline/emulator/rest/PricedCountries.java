// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.Countries.Country;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.price.PriceList;
import io.trunkline.emulator.price.Prices;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/**
 * One {@code …/Countries} of the Pricing API: where something is sold, and what it costs there.
 *
 * @param path below the product's host
 * @param sold whether a country's list has prices of this sort
 * @param prices writes the members that are peculiar to this sort
 */
@Seen(
    what = "An unknown country has no prices: 404, 20404.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_pricing_v1, twilio_pricing_v2")
record PricedCountries(
    String path, Predicate<PriceList> sold, BiConsumer<JsonGenerator, PriceList> prices) {
  void addTo(Api api) {
    api.on("GET", path, (caller, request) -> list(request));
    api.on("GET", path + "/{IsoCountry}", (caller, request) -> fetch(request));
  }

  private Answer list(Request request) {
    var countries = Prices.all().stream().filter(sold).map(PriceList::country);
    return Page.of(request)
        .answerWithMeta(
            request,
            "countries",
            countries::iterator,
            null,
            (json, country) -> {
              writeCountry(json, country);
              writeUrl(json, request, country);
            });
  }

  private Answer fetch(Request request) {
    var found =
        Prices.ofCountry(request.variable("IsoCountry").toUpperCase(Locale.ROOT))
            .filter(sold)
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return Answer.json(
        200,
        Json.object(
            json -> {
              writeCountry(json, found.country());
              prices.accept(json, found);
              json.writeStringProperty("price_unit", "USD");
              writeUrl(json, request, found.country());
            }));
  }

  /** The number in the path. */
  @Seen(
      what = "The plus sign of a number in the path may be escaped twice.",
      source = Seen.Source.SDK,
      on = "2026-11",
      at = "twilio-java 13.0.1 pricing v1 voice NumberFetcher")
  static String number(Request request, String variable) {
    var number = request.variable(variable);
    return number.startsWith("%2B") ? "+" + number.substring(3) : number;
  }

  /** The prices that hold for an E.164 number. */
  static PriceList of(Request request, String number) {
    if (!PhoneNumbers.isPossible(number)) {
      throw Refusal.notFound(request.path());
    }
    return Prices.of(number).orElseThrow(() -> Refusal.notFound(request.path()));
  }

  static void writeCountry(JsonGenerator json, Country country) {
    json.writeStringProperty("country", country.name());
    json.writeStringProperty("iso_country", country.iso());
  }

  private void writeUrl(JsonGenerator json, Request request, Country country) {
    json.writeStringProperty("url", request.url(path + "/" + country.iso()));
  }
}
