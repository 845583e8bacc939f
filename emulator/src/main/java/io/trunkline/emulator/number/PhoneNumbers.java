// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import io.trunkline.emulator.evidence.Seen;
import java.util.Set;

/** What the digits of a number say about it. Numbers are E.164: a plus sign and 7 to 15 digits. */
public final class PhoneNumbers {
  private static final Set<String> TOLL_FREE =
      Set.of("800", "822", "833", "844", "855", "866", "877", "888");

  private PhoneNumbers() {}

  /** Whether a phone could have the number; in the North American plan the shape is checked too. */
  public static boolean isPossible(String number) {
    int length = number.length();
    if (length < 8 || length > 16 || number.charAt(0) != '+' || number.charAt(1) == '0') {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = number.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return !isNorthAmerican(number)
        || (length == 12 && number.charAt(2) >= '2' && number.charAt(5) >= '2');
  }

  /** Whether the number belongs to the plan of the United States and Canada, code +1. */
  public static boolean isNorthAmerican(String number) {
    return number.startsWith("+1");
  }

  /** Whether it is a toll-free number of the North American plan. */
  public static boolean isTollFree(String number) {
    return number.length() == 12
        && isNorthAmerican(number)
        && TOLL_FREE.contains(number.substring(2, 5));
  }

  /**
   * Whether it is a sender's name instead of a number: up to 11 letters, digits, spaces, one a
   * letter.
   */
  @Seen(
      what = "A sender's name has 1 to 11 letters, digits or spaces, not digits alone.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "glossary/what-alphanumeric-sender-id")
  public static boolean isAlphanumericSender(String sender) {
    if (sender.isBlank() || sender.length() > 11) {
      return false;
    }
    boolean letter = false;
    for (int i = 0; i < sender.length(); i++) {
      char c = sender.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      letter |= isLetter;
      if (!isLetter && !(c >= '0' && c <= '9') && " -_&+".indexOf(c) < 0) {
        return false;
      }
    }
    return letter;
  }
}
