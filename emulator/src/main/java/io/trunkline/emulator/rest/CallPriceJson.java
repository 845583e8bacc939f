// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.number.NumberKind;
import io.trunkline.emulator.price.PriceList;
import io.trunkline.emulator.price.PriceList.CallPrice;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The parts that several documents of the Pricing API have in common. Nobody has a discount. */
final class CallPriceJson {
  private static final List<String> EVERYWHERE = List.of("ALL");

  private CallPriceJson() {}

  /** An object with a price for one kind of number. */
  static void writePriced(JsonGenerator json, String numberType, BigDecimal price) {
    json.writeStartObject();
    writePrice(json, price);
    json.writeStringProperty("number_type", numberType);
    json.writeEndObject();
  }

  /** What calls to one's own numbers in the country cost. */
  static void writeCallsIn(JsonGenerator json, String name, PriceList list) {
    json.writeArrayPropertyStart(name);
    for (var kind : NumberKind.values()) {
      var minute = list.callsIn().get(kind);
      if (minute != null) {
        writePriced(json, kind.words(), minute);
      }
    }
    json.writeEndArray();
  }

  /** Calls to a number that is not one's own have no price of their own. */
  static void writeNoCallIn(JsonGenerator json, String name) {
    json.writeObjectPropertyStart(name);
    json.writeNullProperty("base_price");
    json.writeNullProperty("current_price");
    json.writeNullProperty("number_type");
    json.writeEndObject();
  }

  /** The price of calls from anywhere to some of a country's numbers. */
  static void writeRoute(JsonGenerator json, String product, PriceList list, CallPrice price) {
    json.writeStartObject();
    writePrice(json, price.minute());
    json.writeStringProperty("friendly_name", friendlyName(product, list, price));
    Json.writeStrings(json, "destination_prefixes", price.prefixes());
    Json.writeStrings(json, "origination_prefixes", EVERYWHERE);
    json.writeEndObject();
  }

  static void writeOrigins(JsonGenerator json) {
    Json.writeStrings(json, "origination_prefixes", EVERYWHERE);
  }

  static String friendlyName(String product, PriceList list, CallPrice price) {
    var name = product + " Outbound Minute - " + list.country().name();
    return price.label().isEmpty() ? name : name + " - " + price.label();
  }

  static void writePrice(JsonGenerator json, @Nullable BigDecimal price) {
    var text = price == null ? null : price.toPlainString();
    json.writeStringProperty("base_price", text);
    json.writeStringProperty("current_price", text);
  }
}
