// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The clocks of the zones. Java brings its own copy of the time-zone database, which may be older
 * than a law that changed the clocks; a zone that a probe shows to be wrong, and every zone with
 * the same rules, has three: an hour behind, as Java says, and an hour ahead.
 */
final class Clocks {

  private static final int HOUR = 3600;

  /** More than there are zones; offsets that somebody made up are not worth keeping. */
  private static final int MOST_KEPT = 2_000;

  private final Function<ZoneId, ZoneRules> rules;
  private final List<ZoneProbe> wrong;
  private final Set<ZoneRules> wrongRules;
  private final Map<ZoneId, List<LocalClock>> kept = new ConcurrentHashMap<>();

  Clocks(Function<ZoneId, ZoneRules> rules, List<ZoneProbe> probes) {
    this.rules = rules;
    this.wrong = probes.stream().filter(probe -> !probe.agrees(rules)).toList();
    this.wrongRules =
        wrong.stream().map(probe -> rules.apply(probe.zone())).collect(Collectors.toSet());
  }

  /** The probes that this Java's data fail. */
  List<ZoneProbe> wrong() {
    return wrong;
  }

  boolean isUncertain(ZoneId zone) {
    return wrongRules.contains(rules.apply(zone));
  }

  static LocalClock fixed(ZoneOffset offset) {
    return new LocalClock(offset.getRules(), 0);
  }

  /** As Java says, be it wrong. */
  LocalClock plain(ZoneId zone) {
    return new LocalClock(rules.apply(zone), 0);
  }

  List<LocalClock> of(Collection<ZoneId> zones) {
    var clocks = new ArrayList<LocalClock>(zones.size());
    for (var zone : zones) {
      var ofZone = kept.get(zone);
      if (ofZone == null) {
        ofZone = made(zone);
        if (kept.size() < MOST_KEPT) {
          kept.put(zone, ofZone);
        }
      }
      clocks.addAll(ofZone);
    }
    return clocks;
  }

  private List<LocalClock> made(ZoneId zone) {
    var said = rules.apply(zone);
    return isUncertain(zone)
        ? IntStream.rangeClosed(-1, 1)
            .mapToObj(hours -> new LocalClock(said, hours * HOUR))
            .toList()
        : List.of(new LocalClock(said, 0));
  }
}
