// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.DueStore.Due;
import io.trunkline.callbacks.DueStore.Kept;
import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How often, and how much later, what could not be applied is tried again. */
final class CallbackPatience {

  private static final Logger log = LoggerFactory.getLogger(CallbackPatience.class);

  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** About four hours after it came in. */
  static final int MAX_ATTEMPTS = 15;

  /**
   * About a quarter of an hour, for what is not known: mostly statuses of somebody else's texts, of
   * a Messaging Service that others send through as well.
   */
  static final int MOST_WAITS = 10;

  private static final int MAX_FAILURE_LENGTH = 500;

  private final Clock clock;
  private final ParkedLately lately = new ParkedLately();

  CallbackPatience(Clock clock) {
    this.clock = clock;
  }

  /** What becomes of a callback that is not known yet. */
  Kept unknown(Due one, String because) {
    return kept(one, because, MOST_WAITS);
  }

  /** What becomes of a callback that can never be applied. */
  Kept hopeless(Due one, String because) {
    return kept(one, because, 1);
  }

  /** What becomes of a callback that this was thrown at. */
  Kept failed(Due one, Throwable failure) {
    // It says of the callback itself that it cannot be read.
    boolean isUnreadable = failure instanceof IllegalArgumentException;
    return kept(one, reason(failure), isUnreadable ? 1 : MAX_ATTEMPTS);
  }

  /**
   * What becomes of a callback about something that somebody else has locked: that is no failure of
   * its own, so it is tried again soon, for as long as it takes.
   */
  Kept locked(Due one, Throwable failure) {
    return new Kept(
        one.callback().id(),
        reason(failure),
        Math.max(one.attempts(), 1),
        clock.instant().plus(FIRST_PAUSE));
  }

  private Kept kept(Due one, String failure, int most) {
    int attempts = one.attempts() + 1;
    var id = one.callback().id();
    if (attempts < most) {
      return new Kept(id, failure, attempts, clock.instant().plus(pause(attempts)));
    }
    // What exceptions say may quote numbers and bodies, so it stays in the table, beside the
    // parameters, and out of the log. What was only never known fills no log.
    var kind = one.callback().kind();
    int parked = most == MOST_WAITS ? 0 : lately.count(kind, clock.instant());
    if (parked > 0) {
      log.warn(
          "Callback {} ({}) is parked after {} attempts; GET /v1/callbacks/{} says why. So are {}"
              + " others of its kind, since this was last said",
          id,
          kind,
          attempts,
          id,
          parked - 1);
    } else {
      log.debug("Callback {} ({}) is parked after {} attempts", id, kind, attempts);
    }
    return new Kept(id, failure, attempts, null);
  }

  static Duration pause(int attempts) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static String reason(Throwable failure) {
    var reason =
        failure instanceof RefusalException
            ? String.valueOf(failure.getMessage())
            : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return reason.replace('\0', ' ').substring(0, Math.min(MAX_FAILURE_LENGTH, reason.length()));
  }
}
