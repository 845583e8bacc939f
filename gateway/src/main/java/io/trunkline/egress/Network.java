// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.InetAddress;

/**
 * A range of addresses.
 *
 * @param base its first address
 * @param prefix how many leading bits all of its addresses share
 */
record Network(InetAddress base, int prefix) {

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
   *
   * @throws IllegalArgumentException if it is none; a name is none
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    var address = literal(slash < 0 ? text : text.substring(0, slash), text);
    int bits = address.getAddress().length * Byte.SIZE;
    int prefix = slash < 0 ? bits : Integer.parseUnsignedInt(text.substring(slash + 1));
    var network = new Network(address, prefix);
    if (prefix > bits || !network.contains(address) || hasBitsBehind(address, prefix)) {
      throw new IllegalArgumentException(text + " is no network");
    }
    return network;
  }

  private static InetAddress literal(String address, String text) {
    try {
      if (address.matches("[0-9]+([.][0-9]+){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        return InetAddress.ofLiteral(address);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + " is no network", e);
    }
    throw new IllegalArgumentException(text + " is no network");
  }

  private static boolean hasBitsBehind(InetAddress address, int prefix) {
    var bytes = address.getAddress();
    for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
      if (bit(bytes, bit)) {
        return true;
      }
    }
    return false;
  }

  boolean contains(InetAddress address) {
    var ours = base.getAddress();
    var theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (bit(ours, bit) != bit(theirs, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bit(byte[] bytes, int index) {
    return (bytes[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1) == 1;
  }
}
