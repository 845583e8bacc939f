// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.Transition.later;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was not known of a message before; null is what is not learned of it now either.
 *
 * @param sentFrom the sender, where a Messaging Service has chosen it
 * @param price what it has cost, in {@code currency}
 */
record Learned(
    @Nullable String sid,
    @Nullable Integer errorCode,
    @Nullable String sentFrom,
    @Nullable BigDecimal price,
    @Nullable String currency) {

  static final Learned NOTHING = new Learned(null, null, null, null, null);

  Learned then(Learned later) {
    return new Learned(
        later(sid, later.sid),
        later(errorCode, later.errorCode),
        later(sentFrom, later.sentFrom),
        later(price, later.price),
        later(currency, later.currency));
  }
}
