// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.phone.PhoneNumber;
import java.util.Set;

/** What sort of address a sender has; decides pace, segment size and who answers a STOP. */
public enum SenderKind {
  LONG_CODE,
  TOLL_FREE,
  SHORT_CODE,
  ALPHANUMERIC,
  MESSAGING_SERVICE;

  private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");

  /**
   * The kind of an address in its canonical form.
   *
   * @throws IllegalArgumentException if it is none: a number in E.164, 3 to 8 digits, a name of up
   *     to 11 letters, digits and spaces with a letter in it, or {@code MG} and 32 hexadecimal
   *     digits
   */
  static SenderKind of(String address) {
    if (address.startsWith("+")) {
      return PhoneNumber.parse(address).isTollFree() ? TOLL_FREE : LONG_CODE;
    }
    if (address.matches("MG[0-9a-fA-F]{32}")) {
      return MESSAGING_SERVICE;
    }
    if (address.matches("[0-9]{3,8}")) {
      return SHORT_CODE;
    }
    if (address.matches("[A-Za-z0-9 +&_-]{1,11}") && address.matches(".*[A-Za-z].*")) {
      return ALPHANUMERIC;
    }
    throw new IllegalArgumentException(
        "A sender is a number like +14155550100, a short code, a name of up to 11 characters or a"
            + " Messaging Service SID (MG…)");
  }

  /**
   * Segments a second that Twilio takes from a sender of this kind without being told otherwise
   * (twilio.com/docs/messaging/guides/best-practices-at-scale, 2026-06). What a Messaging Service
   * carries depends on its pool, which only its owner knows; it is taken for a single long code.
   */
  double defaultPace(String address) {
    return switch (this) {
      case LONG_CODE ->
          PhoneNumber.parse(address).country().filter(NORTH_AMERICA::contains).isPresent() ? 1 : 10;
      case TOLL_FREE -> 3;
      case SHORT_CODE -> 100;
      case ALPHANUMERIC -> 10;
      case MESSAGING_SERVICE -> 1;
    };
  }
}
