// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.evidence.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps two machines from answering each other for ever. */
@Seen(
    what = "After 15 replies to one party within 30 seconds the next are not sent.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "api/errors/14107")
final class LoopGuard {
  private static final int MOST = 15;
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final Map<String, ArrayDeque<Instant>> replies = new ConcurrentHashMap<>();

  /** Whether one more reply may be sent now; if so, it counts. */
  boolean allow(String from, String to, Instant now) {
    var allowed = new boolean[1];
    replies.compute(
        from + '>' + to,
        (pair, known) -> {
          var recent = known == null ? new ArrayDeque<Instant>(2) : known;
          recent.removeIf(at -> at.isAfter(now) || at.isBefore(now.minus(WITHIN)));
          allowed[0] = recent.size() < MOST;
          if (allowed[0]) {
            recent.add(now);
          }
          return recent;
        });
    return allowed[0];
  }
}
