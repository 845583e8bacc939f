// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of calls to a phone. */
public enum CallFate {
  /** The person answers after some rings, and listens to the end. */
  ANSWERED,
  BUSY,
  /** It rings until the caller has had enough. */
  NO_ANSWER,
  /** The telephone network does not get the call to the phone. */
  FAILED;

  /** The name on the control surface and in seed files. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The fate of the name.
   *
   * @throws IllegalArgumentException if there is none; it names those there are
   */
  public static CallFate ofWire(String name) {
    for (var fate : values()) {
      if (fate.wire().equals(name)) {
        return fate;
      }
    }
    throw new IllegalArgumentException(
        "There is no call_fate "
            + name
            + ", only "
            + Arrays.stream(values()).map(CallFate::wire).collect(Collectors.joining(", ")));
  }
}
