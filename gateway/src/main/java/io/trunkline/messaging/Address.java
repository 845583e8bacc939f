// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.twilio.Channel;

/**
 * An address as Twilio and our callers write it: {@code +1415…}, {@code whatsapp:+1415…}, {@code
 * rcs:…}.
 *
 * @param number without the channel in front
 */
record Address(Channel channel, String number) {

  /** With the channel in front, if it has one. */
  String written() {
    return channel.address(number);
  }

  static Address of(String written) {
    int colon = written.indexOf(':');
    return switch (colon < 0 ? "" : written.substring(0, colon)) {
      case "whatsapp" -> new Address(Channel.WHATSAPP, written.substring(colon + 1));
      case "rcs" -> new Address(Channel.RCS, written.substring(colon + 1));
      default -> new Address(Channel.SMS, written);
    };
  }
}
