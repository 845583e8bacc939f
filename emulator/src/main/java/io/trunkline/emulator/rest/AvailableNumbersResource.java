// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.Countries;
import io.trunkline.emulator.number.NumberBlocks;
import io.trunkline.emulator.number.NumberKind;
import io.trunkline.emulator.number.Stock;
import io.trunkline.emulator.number.Stock.Offer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /AvailablePhoneNumbers}: the countries, and in each the kinds of numbers that can be
 * rented.
 */
@Seen(
    what = "Numbers come in one piece, without the members of pages; PageSize says how many.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "phone-numbers/api/availablephonenumber-resource")
final class AvailableNumbersResource {
  private static final String PATH = Api.ACCOUNT + "/AvailablePhoneNumbers";

  private final Stock stock;

  AvailableNumbersResource(Stock stock) {
    this.stock = stock;
  }

  void addTo(Api api) {
    api.on("GET", PATH + ".json", AvailableNumbersResource::countries);
    api.on("GET", PATH + "/{CountryCode}.json", AvailableNumbersResource::country);
    for (var kind : NumberKind.values()) {
      api.on(
          "GET",
          PATH + "/{CountryCode}/" + kind.path() + ".json",
          (caller, request) -> list(request, kind));
    }
  }

  private static Answer countries(Caller caller, Request request) {
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeArrayPropertyStart("countries");
              for (var iso : NumberBlocks.countries()) {
                json.writeStartObject();
                writeCountry(json, caller, iso);
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeStringProperty("uri", request.path());
            }));
  }

  private static Answer country(Caller caller, Request request) {
    var iso = iso(request);
    return Answer.json(200, Json.object(json -> writeCountry(json, caller, iso)));
  }

  private static void writeCountry(JsonGenerator json, Caller caller, String iso) {
    var path = Api.ROOT + "/" + caller.account().sid() + "/AvailablePhoneNumbers/" + iso;
    json.writeBooleanProperty("beta", false);
    json.writeStringProperty("country", Countries.byIso(iso).orElseThrow().name());
    json.writeStringProperty("country_code", iso);
    json.writeObjectPropertyStart("subresource_uris");
    for (var kind : NumberKind.values()) {
      if (!NumberBlocks.of(iso, kind).isEmpty()) {
        json.writeStringProperty(kind.member(), path + "/" + kind.path() + ".json");
      }
    }
    json.writeEndObject();
    json.writeStringProperty("uri", path + ".json");
  }

  private Answer list(Request request, NumberKind kind) {
    var sold = NumberBlocks.of(iso(request), kind);
    if (sold.isEmpty()) {
      throw Refusal.notFound(request.path());
    }
    var filter = new NumberFilter(request.query());
    filter.checkAreaCode(sold.getFirst());
    var blocks = sold.stream().filter(filter.blocks()).toList();
    var page = Page.of(request);
    var found = stock.offers(blocks).filter(filter.offers()).limit(page.size()).toList();
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeArrayPropertyStart("available_phone_numbers");
              found.forEach(offer -> write(json, offer));
              json.writeEndArray();
              json.writeStringProperty("uri", request.path());
            }));
  }

  private static String iso(Request request) {
    var iso = request.variable("CountryCode").toUpperCase(Locale.ROOT);
    if (NumberBlocks.of(iso).isEmpty()) {
      throw Refusal.notFound(request.path());
    }
    return iso;
  }

  private static void write(JsonGenerator json, Offer offer) {
    var place = offer.block().place();
    json.writeStartObject();
    json.writeStringProperty("address_requirements", offer.traits().addressRequirements());
    json.writeBooleanProperty("beta", false);
    NumberJson.writeCapabilities(json, offer.traits());
    json.writeStringProperty("friendly_name", NumberJson.displayed(offer.number()));
    json.writeStringProperty("iso_country", offer.block().iso());
    json.writeStringProperty("lata", orNull(place.lata()));
    json.writeStringProperty("latitude", orNull(place.latitude()));
    json.writeStringProperty("locality", orNull(place.locality()));
    json.writeStringProperty("longitude", orNull(place.longitude()));
    json.writeStringProperty("phone_number", offer.number());
    json.writeStringProperty("postal_code", orNull(place.postalCode()));
    json.writeStringProperty("rate_center", orNull(place.rateCenter()));
    json.writeStringProperty("region", orNull(place.region()));
    json.writeEndObject();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
