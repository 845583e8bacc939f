// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.optout;

import java.util.Set;

/** What a person wants who sends a keyword. */
public enum OptOutType {
  STOP(Set.of("STOP")),
  START(Set.of("START", "UNSTOP")),
  HELP(Set.of("HELP"));

  private final Set<String> reserved;

  OptOutType(Set<String> reserved) {
    this.reserved = reserved;
  }

  /** The words that always mean this, in capitals. */
  public Set<String> reserved() {
    return reserved;
  }
}
