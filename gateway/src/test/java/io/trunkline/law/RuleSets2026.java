// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The bundled rule set, whatever this Java knows of the clocks that changed in 2026. */
final class RuleSets2026 {

  private static final Map<ZoneId, ZoneRules> TRUE =
      Map.of(
          ZoneId.of("America/Vancouver"), summerForEver(-8),
          ZoneId.of("America/Edmonton"), summerForEver(-7),
          ZoneId.of("America/Yellowknife"), summerForEver(-7),
          ZoneId.of("America/Inuvik"), summerForEver(-7),
          ZoneId.of("America/Winnipeg"), summerForEver(-6),
          ZoneId.of("America/Havana"), summerForEver(-5));

  /** Those that changed as these did until then. */
  private static final Map<ZoneId, ZoneRules> STALE =
      Map.of(
          ZoneId.of("America/Vancouver"), rules("America/Los_Angeles"),
          ZoneId.of("America/Edmonton"), rules("America/Denver"),
          ZoneId.of("America/Yellowknife"), rules("America/Denver"),
          ZoneId.of("America/Inuvik"), rules("America/Denver"),
          ZoneId.of("America/Winnipeg"), rules("America/Chicago"));

  private RuleSets2026() {}

  static RuleSet withTheClocksOf2026() {
    return read(zone -> TRUE.getOrDefault(zone, zone.getRules()));
  }

  static RuleSet withTheClocksOf2025() {
    return read(zone -> STALE.getOrDefault(zone, zone.getRules()));
  }

  private static RuleSet read(Function<ZoneId, ZoneRules> rules) {
    try (var json = Objects.requireNonNull(RuleSet.class.getResourceAsStream("rules.json"))) {
      return RuleSet.read(json, rules);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ZoneRules rules(String zone) {
    return ZoneId.of(zone).getRules();
  }

  /** Forward on 2026-03-08 and never back. */
  private static ZoneRules summerForEver(int winter) {
    var standard = ZoneOffset.ofHours(winter);
    return ZoneRules.of(
        standard,
        standard,
        List.of(),
        List.of(
            ZoneOffsetTransition.of(
                LocalDateTime.of(2026, 3, 8, 2, 0), standard, ZoneOffset.ofHours(winter + 1))),
        List.of());
  }
}
