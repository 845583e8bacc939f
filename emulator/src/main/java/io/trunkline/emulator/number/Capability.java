// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import java.util.Locale;

/** What a number can do. */
public enum Capability {
  VOICE,
  SMS,
  MMS,
  FAX;

  /** As Twilio's documents name it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
