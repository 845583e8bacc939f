// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import io.trunkline.emulator.evidence.Seen;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What kind of line a number leads to, as Twilio's Lookup names them. */
@Seen(
    what = "The line types that Lookup tells apart.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "lookup/v2-api/line-type-intelligence")
public enum LineType {
  MOBILE("mobile"),
  LANDLINE("landline"),
  FIXED_VOIP("fixedVoip"),
  NON_FIXED_VOIP("nonFixedVoip"),
  PERSONAL("personal"),
  TOLL_FREE("tollFree"),
  PREMIUM("premium"),
  SHARED_COST("sharedCost"),
  UAN("uan"),
  VOICEMAIL("voicemail"),
  PAGER("pager"),
  UNKNOWN("unknown");

  private final String wire;

  LineType(String wire) {
    this.wire = wire;
  }

  /** Twilio's name. */
  public String wire() {
    return wire;
  }

  /**
   * The type of Twilio's name.
   *
   * @throws IllegalArgumentException if there is none; it names those there are
   */
  public static LineType ofWire(String name) {
    for (var type : values()) {
      if (type.wire.equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "There is no line type "
            + name
            + ", only "
            + Arrays.stream(values()).map(LineType::wire).collect(Collectors.joining(", ")));
  }
}
