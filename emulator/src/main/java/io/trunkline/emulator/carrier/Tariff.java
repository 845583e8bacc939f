// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.price.MessageKind;
import io.trunkline.emulator.price.Prices;
import java.math.RoundingMode;

/** What messages cost, as the Message resource writes it: in US dollars, negative. */
final class Tariff {
  private Tariff() {}

  @Seen(
      what = "A price is a negative text of five decimals, and unknown at first.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/api/message-resource")
  static String of(EmulatedMessage message) {
    return Prices.ofMessage(kind(message), message.to(), message.segments())
        .negate()
        .setScale(5, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static MessageKind kind(EmulatedMessage message) {
    if (message.channel() != Channel.SMS) {
      return MessageKind.CHANNEL;
    }
    boolean inbound = message.direction() == Direction.INBOUND;
    if (message.isMms()) {
      return inbound ? MessageKind.INBOUND_MMS : MessageKind.OUTBOUND_MMS;
    }
    return inbound ? MessageKind.INBOUND_SMS : MessageKind.OUTBOUND_SMS;
  }
}
