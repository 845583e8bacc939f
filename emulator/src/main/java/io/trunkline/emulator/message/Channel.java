// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

/** How a message travels; an address says it by its prefix. */
public enum Channel {
  SMS(""),
  WHATSAPP("whatsapp:"),
  RCS("rcs:"),
  /** Any other prefix: not served. */
  OTHER("");

  private final String prefix;

  Channel(String prefix) {
    this.prefix = prefix;
  }

  /** The channel of the address. */
  public static Channel of(String address) {
    for (var channel : new Channel[] {WHATSAPP, RCS}) {
      if (address.startsWith(channel.prefix)) {
        return channel;
      }
    }
    return address.indexOf(':') < 0 ? SMS : OTHER;
  }

  /** The number behind the prefix, if there is one. */
  public static String number(String address) {
    return address.substring(address.indexOf(':') + 1);
  }

  /** The number's address in this channel. */
  public String address(String number) {
    return prefix + number;
  }
}
