// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many callbacks of a kind were given up of which the log says nothing yet. Thousands of them
 * may be alike, of an address of before that somebody has left at Twilio: a line a minute for each
 * kind is enough.
 */
final class ParkedLately {

  static final Duration PAUSE = Duration.ofMinutes(1);

  private record Said(Instant at, int since) {}

  private final Map<String, Said> said = new HashMap<>();

  /**
   * Counts one.
   *
   * @return how many the log is to tell of now; 0 if it has told of that kind just now
   */
  synchronized int count(String kind, Instant now) {
    var before = said.getOrDefault(kind, new Said(Instant.EPOCH, 0));
    int since = before.since() + 1;
    // Also where the clock has been set back.
    boolean isTime = Duration.between(before.at(), now).abs().compareTo(PAUSE) >= 0;
    said.put(kind, isTime ? new Said(now, 0) : new Said(before.at(), since));
    return isTime ? since : 0;
  }
}
