// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.function.Function;

/**
 * How late it truly is somewhere, to tell whether this Java knows it.
 *
 * @param offset that of the zone at that instant, by law
 */
public record ZoneProbe(ZoneId zone, Instant at, ZoneOffset offset, String source) {

  boolean agrees(Function<ZoneId, ZoneRules> rules) {
    return rules.apply(zone).getOffset(at).equals(offset);
  }
}
