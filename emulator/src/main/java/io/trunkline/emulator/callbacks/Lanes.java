// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs work on virtual threads: what has the same key in order, one after the other. */
final class Lanes {
  private static final System.Logger LOG = System.getLogger(Lanes.class.getName());

  private volatile Map<String, Deque<Runnable>> lanes = new ConcurrentHashMap<>();

  /** Returns at once. */
  void run(String key, Runnable work) {
    var waiting = lanes;
    waiting.compute(
        key,
        (lane, queue) -> {
          if (queue != null) {
            queue.add(work);
            return queue;
          }
          var first = new ArrayDeque<Runnable>(2);
          first.add(work);
          Thread.startVirtualThread(() -> drain(waiting, lane));
          return first;
        });
  }

  /** Drops what has not begun. Nothing waits for what has. */
  void clear() {
    var dropped = lanes;
    lanes = new ConcurrentHashMap<>();
    dropped.clear();
  }

  private static void drain(Map<String, Deque<Runnable>> waiting, String lane) {
    for (var work = next(waiting, lane); work != null; work = next(waiting, lane)) {
      try {
        work.run();
      } catch (RuntimeException surprise) {
        LOG.log(System.Logger.Level.ERROR, "A callback was given up for good", surprise);
      }
    }
  }

  /** The next work; null, and the lane is gone, if there is none. */
  private static @Nullable Runnable next(Map<String, Deque<Runnable>> waiting, String key) {
    var found = new Runnable[1];
    waiting.computeIfPresent(
        key,
        (lane, queue) -> {
          found[0] = queue.poll();
          return found[0] == null ? null : queue;
        });
    return found[0];
  }
}
