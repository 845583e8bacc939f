// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.Transition.later;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a message needs what next; what is null stays as it is.
 *
 * @param dueAt its turn may come
 * @param settleAt Twilio is asked whether it has it
 * @param fallbackAt the next channel is tried, unless it has arrived by then
 * @param checkAt Twilio's records are read for what no callback has told
 */
record Moments(
    @Nullable Instant dueAt,
    @Nullable Instant settleAt,
    @Nullable Instant fallbackAt,
    @Nullable Instant checkAt) {

  static final Moments UNCHANGED = new Moments(null, null, null, null);

  static Moments next(MessageStatus to, @Nullable Instant moment) {
    return to == MessageStatus.UNCONFIRMED
        ? new Moments(null, moment, null, null)
        : new Moments(moment, null, null, null);
  }

  Moments then(Moments later) {
    return new Moments(
        later(dueAt, later.dueAt),
        later(settleAt, later.settleAt),
        later(fallbackAt, later.fallbackAt),
        later(checkAt, later.checkAt));
  }
}
