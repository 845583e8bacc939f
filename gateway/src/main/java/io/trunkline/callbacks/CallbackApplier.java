// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies stored callbacks: at once when they come in, and again, ever less often, those that could
 * not be applied. A callback is marked applied in the transaction of its effect, so neither is ever
 * without the other.
 */
final class CallbackApplier {

  private static final Logger log = LoggerFactory.getLogger(CallbackApplier.class);

  /** Also how long a node that dies between storing and applying leaves a callback lying. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** About four hours after it came in. */
  static final int MAX_ATTEMPTS = 10;

  private static final int BATCH = 100;
  private static final int MAX_FAILURE_LENGTH = 500;

  private final CallbackStore store;
  private final CallbackRoutes routes;
  private final TransactionOperations transaction;
  private final Clock clock;

  CallbackApplier(
      CallbackStore store, CallbackRoutes routes, TransactionOperations transaction, Clock clock) {
    this.store = store;
    this.routes = routes;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The reply of the route; empty if the callback could not be applied, and is kept. */
  Optional<CallbackReply> apply(CallbackStore.Pending pending, CallbackRoutes.Match match) {
    var callback = pending.callback(match.pathVariables());
    try {
      return Optional.ofNullable(
          transaction.execute(
              _ ->
                  store.apply(pending.id(), clock.instant())
                      ? match.route().apply(callback)
                      : null));
    } catch (RuntimeException e) {
      keep(pending, reason(e), e);
      return Optional.empty();
    }
  }

  /** Applies what is due; the work of a routine. */
  void applyDue() {
    for (var id : store.due(clock.instant(), BATCH)) {
      store
          .pending(id)
          .ifPresent(
              pending ->
                  routes
                      .of(pending.kind(), pending.path())
                      .ifPresentOrElse(
                          match -> apply(pending, match),
                          () -> keep(pending, "Nobody applies this kind any more", null)));
    }
  }

  private void keep(
      CallbackStore.Pending pending, String failure, @Nullable RuntimeException cause) {
    int attempts = pending.attempts() + 1;
    var next = attempts < MAX_ATTEMPTS ? clock.instant().plus(pause(attempts)) : null;
    // Messages of exceptions may quote numbers and bodies, so they stay in the table, beside the
    // parameters, and out of the log.
    log.warn(
        "Callback {} ({}) could not be applied ({}), {}; the reason is in trunkline.callbacks",
        pending.id(),
        pending.kind(),
        cause == null ? "no route" : cause.getClass().getSimpleName(),
        next == null ? "and is parked" : "the next attempt is at " + next);
    log.debug("Callback {} could not be applied", pending.id(), cause);
    try {
      store.fail(pending.id(), failure, next);
    } catch (RuntimeException e) {
      // It is stored and stays pending; its first pause is set already.
      log.warn(
          "The failure of callback {} could not be recorded ({}); it is tried again as planned",
          pending.id(),
          e.getClass().getSimpleName());
    }
  }

  static Duration pause(int attempts) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static String reason(RuntimeException e) {
    var reason =
        e instanceof RefusalException
            ? String.valueOf(e.getMessage())
            : e.getClass().getSimpleName() + ": " + e.getMessage();
    return reason.replace('\0', ' ').substring(0, Math.min(MAX_FAILURE_LENGTH, reason.length()));
  }
}
