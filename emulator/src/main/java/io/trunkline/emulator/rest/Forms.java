// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.http.Parameters;

/** Reads values of forms that are more than text. */
final class Forms {
  private Forms() {}

  /** Whether the parameter says true. */
  static boolean flag(Parameters form, String name) {
    return form.getOrEmpty(name).equalsIgnoreCase("true");
  }

  /** The number that the text says, or -1 if it says none. */
  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
