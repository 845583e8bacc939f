// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

/**
 * A sender of an account on a channel other than SMS.
 *
 * @param address with the channel before the colon, as in {@code whatsapp:+14155550100}
 * @param url who is asked what to do with texts to it, empty for nobody
 */
public record ChannelSender(String sid, String accountSid, String address, String url) {
  /** The part of an address up to the colon, which is included; empty for a phone number. */
  public static String channelOf(String address) {
    return address.substring(0, address.indexOf(':') + 1);
  }

  /** Twilio's name of the address's channel; empty if there is no such channel. */
  public static String typeOf(String address) {
    return switch (channelOf(address)) {
      case "whatsapp:" -> "WhatsApp";
      case "messenger:" -> "Messenger";
      case "rcs:" -> "RCS";
      default -> "";
    };
  }

  /** The country of a number, by its ISO code; empty for what has none. */
  public String country() {
    var handle = address.substring(address.indexOf(':') + 1);
    return handle.startsWith("+") ? Destination.countryOf(handle) : "";
  }
}
