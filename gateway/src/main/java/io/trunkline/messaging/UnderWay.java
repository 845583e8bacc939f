// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what is being handed over to somebody at this moment, on whatever node. For whoever
 * answers a STOP: what was decided before it was heard has left when it is answered, and what is
 * decided afterwards has heard it (decision 0037).
 */
final class UnderWay {

  private static final Logger log = LoggerFactory.getLogger(UnderWay.class);

  /**
   * Twilio waits for an answer for 15 seconds. By then nothing of it is put any more, for a
   * decision is good for {@link Handover#GOOD_FOR} only.
   */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final QueueStore queue;
  private final Duration patience;

  UnderWay(QueueStore queue, Duration patience) {
    this.queue = queue;
    this.patience = patience;
  }

  /**
   * Returns once all that was under way when this was called has ended, or after its patience. What
   * is under way then belongs to a node that has died, or to a request that Twilio has not answered
   * for seconds. Call it after the commit of what has ended consent, and in no transaction.
   */
  void await(AccountId account, String recipient) {
    var start = System.nanoTime();
    var pause = FIRST_PAUSE;
    for (var left = queue.underWay(account, recipient);
        !left.isEmpty();
        left = queue.underWay(left)) {
      if (System.nanoTime() - start > patience.toNanos()) {
        log.warn(
            "A STOP is answered though {} to the same person may still be on the way to Twilio",
            left);
        return;
      }
      LockSupport.parkNanos(pause.toNanos());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }
}
