// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/** What the emulator has taken, counted in every window of so many seconds. */
final class Arrivals {
  private final List<Instant> times;
  private final int different;
  private final Duration window;

  Arrivals(List<Emulator.Entry> entries, int windowSeconds) {
    var texts = new HashSet<String>();
    entries.forEach(entry -> texts.add(entry.body()));
    this.different = texts.size();
    this.times = entries.stream().map(Emulator.Entry::at).sorted().toList();
    this.window = Duration.ofSeconds(windowSeconds);
  }

  /** How many different texts there are. */
  int different() {
    return different;
  }

  /** How many came that had come before. */
  int doubled() {
    return times.size() - different;
  }

  /** The most that came within any window: one that begins with an arrival. */
  long most() {
    long most = 0;
    int end = 0;
    for (int begin = 0; begin < times.size(); begin++) {
      var until = times.get(begin).plus(window);
      while (end < times.size() && times.get(end).isBefore(until)) {
        end++;
      }
      most = Math.max(most, end - begin);
    }
    return most;
  }

  /** The least that came within any window between the first arrival and the last. */
  long least() {
    long least = times.size();
    int end = 0;
    for (int begin = 0; begin < times.size(); begin++) {
      // It begins just after an arrival, and so leaves that out.
      var until = times.get(begin).plus(window);
      if (until.isAfter(times.getLast())) {
        break;
      }
      while (!times.get(end).isAfter(until)) {
        end++;
        if (end == times.size()) {
          break;
        }
      }
      least = Math.min(least, end - begin - 1);
    }
    return least;
  }
}
