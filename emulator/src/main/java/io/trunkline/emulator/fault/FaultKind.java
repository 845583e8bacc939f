// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.fault;

import java.util.Locale;

/** What can be made to go wrong. */
public enum FaultKind {
  /** The rule's status instead of acting. */
  STATUS_BEFORE,
  /** Acts, then the rule's status instead of the true answer. */
  STATUS_AFTER,
  /** Does not act and does not answer; closes the connection after the rule's delay. */
  TIMEOUT_BEFORE,
  /** Acts, does not answer; closes the connection after the rule's delay. */
  TIMEOUT_AFTER,
  /** Closes the connection without acting. */
  CUT_BEFORE,
  /** Acts, then closes the connection without an answer. */
  CUT_AFTER,
  /** Status 429 with code 20429 and {@code Retry-After}; does not act. */
  THROTTLE,
  /** Acts and answers truly, after the rule's delay. */
  SLOW,
  /** The callback is never sent. */
  CALLBACK_LOST,
  /** The callback is sent twice, the second time marked as a repetition of the first. */
  CALLBACK_DUPLICATED,
  /** The callback is sent after the rule's delay, and later ones do not wait for it. */
  CALLBACK_DELAYED,
  /** The callback is sent after the next one of the same message, or after the rule's delay. */
  CALLBACK_REORDERED,
  /** The callback's signature is made with another token. */
  CALLBACK_WRONG_SIGNATURE,
  /** The callback is signed for another host, as behind a proxy that rewrites it. */
  CALLBACK_WRONG_HOST;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /** The name on the control surface. */
  public String wire() {
    return wire;
  }

  /** Whether it befalls a callback; otherwise it befalls a request. */
  public boolean isOfCallbacks() {
    return compareTo(CALLBACK_LOST) >= 0;
  }
}
