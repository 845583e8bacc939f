// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.Countries;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which numbers of the United States carriers have taken out of service, day by day in UTC. */
@Seen(
    what = "Carriers of the United States tell which numbers were deactivated on a day.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/deactivations-resource")
public final class Deactivations {
  private final EmulatorClock clock;
  private final Set<String> outOfService = ConcurrentHashMap.newKeySet();
  private final Map<LocalDate, SortedSet<String>> byDay = new ConcurrentHashMap<>();

  /** Follows what becomes of the phones. */
  public Deactivations(EmulatorClock clock, Handsets handsets) {
    this.clock = clock;
    handsets.changes().listen(this::note);
  }

  /** The numbers that were taken out of service on the day, in order. */
  public SortedSet<String> on(LocalDate day) {
    return new TreeSet<>(byDay.getOrDefault(day, new TreeSet<>()));
  }

  /** Whether the number was taken out of service on that day or since. */
  public boolean since(LocalDate day, String number) {
    return byDay.entrySet().stream()
        .anyMatch(then -> !then.getKey().isBefore(day) && then.getValue().contains(number));
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
  }

  public void reset() {
    outOfService.clear();
    byDay.clear();
  }

  private void note(Handset handset) {
    var number = handset.number();
    if (handset.profile().inService()) {
      outOfService.remove(number);
    } else if (isAmerican(number) && outOfService.add(number)) {
      byDay.computeIfAbsent(today(), day -> new ConcurrentSkipListSet<>()).add(number);
    }
  }

  private static boolean isAmerican(String number) {
    return Countries.of(number).filter(country -> country.iso().equals("US")).isPresent();
  }
}
