// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.MobileNetworks;
import io.trunkline.emulator.number.MobileNetworks.MobileNetwork;
import io.trunkline.emulator.price.MessageKind;
import io.trunkline.emulator.price.PriceList;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/Messaging/Countries} of the Pricing API: what an SMS costs. */
@Seen(
    what = "Prices of messages by country, carrier and kind of number.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/pricing")
final class MessagingPricesResource {
  private static final List<String> SENDERS = List.of("local", "mobile", "shortcode", "toll-free");

  void addTo(Api api) {
    new PricedCountries("/v1/Messaging/Countries", list -> true, MessagingPricesResource::write)
        .addTo(api);
  }

  private static void write(JsonGenerator json, PriceList list) {
    var outbound = list.messages().get(MessageKind.OUTBOUND_SMS);
    json.writeArrayPropertyStart("outbound_sms_prices");
    var networks = MobileNetworks.of(list.country().iso());
    networks.forEach(network -> writeNetwork(json, network, outbound));
    if (networks.isEmpty()) {
      writeNetwork(json, new MobileNetwork("Other", "", ""), outbound);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("inbound_sms_prices");
    writePrices(json, list.messages().get(MessageKind.INBOUND_SMS));
    json.writeEndArray();
  }

  private static void writeNetwork(
      JsonGenerator json, MobileNetwork network, @Nullable BigDecimal price) {
    json.writeStartObject();
    json.writeStringProperty("carrier", network.name());
    json.writeStringProperty("mcc", network.mcc());
    json.writeStringProperty("mnc", network.mnc());
    json.writeArrayPropertyStart("prices");
    writePrices(json, price);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writePrices(JsonGenerator json, @Nullable BigDecimal price) {
    if (price != null) {
      for (var sender : SENDERS) {
        CallPriceJson.writePriced(json, sender, price);
      }
    }
  }
}
