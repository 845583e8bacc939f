// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/**
 * Who of several senders has the least to do. What waits in the queue is known a little late, so
 * what this node has given a sender since counts too, until the sender's pace has worked it off.
 * Senders with equally little to do take turns.
 */
final class SenderWaits {

  private final Clock clock;
  private final Map<SenderId, Double> freeAt = new ConcurrentHashMap<>();
  private final AtomicInteger turns = new AtomicInteger();

  SenderWaits(Clock clock) {
    this.clock = clock;
  }

  /**
   * The one that would come to one more message first; it is taken to get it.
   *
   * @param senders at least one
   * @param queued how many seconds what waits for a sender will take
   */
  Sender least(List<Sender> senders, ToDoubleFunction<Sender> queued) {
    if (senders.size() == 1) {
      return senders.getFirst();
    }
    var now = clock.millis() / 1000.0;
    var first = Math.floorMod(turns.getAndIncrement(), senders.size());
    var least = senders.get(first);
    var leastFreeAt = freeAt(least, now, queued);
    for (var i = 1; i < senders.size(); i++) {
      var sender = senders.get((first + i) % senders.size());
      var senderFreeAt = freeAt(sender, now, queued);
      if (senderFreeAt < leastFreeAt) {
        least = sender;
        leastFreeAt = senderFreeAt;
      }
    }
    freeAt.put(least.id(), leastFreeAt + 1 / least.pacePerSecond());
    return least;
  }

  private double freeAt(Sender sender, double now, ToDoubleFunction<Sender> queued) {
    return Math.max(now + queued.applyAsDouble(sender), freeAt.getOrDefault(sender.id(), now));
  }
}
