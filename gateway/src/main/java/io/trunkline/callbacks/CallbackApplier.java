// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.CallbackStore.Arrival;
import io.trunkline.callbacks.DueStore.Due;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies stored callbacks, many in one transaction, and ever less often those that could not be
 * applied. A callback is removed from what is due in the transaction of its effect, so neither is
 * ever without the other.
 */
final class CallbackApplier {

  private static final Logger log = LoggerFactory.getLogger(CallbackApplier.class);

  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** About four hours after it came in. */
  static final int MAX_ATTEMPTS = 15;

  /**
   * About a quarter of an hour, for what is not known: mostly statuses of somebody else's texts, of
   * a Messaging Service that others send through as well.
   */
  static final int MOST_WAITS = 10;

  static final int BATCH = 500;

  /** How far behind the head of the table a callback may turn up that was stored a little later. */
  private static final Duration STRAGGLING = Duration.ofSeconds(5);

  private static final int MAX_FAILURE_LENGTH = 500;

  private final DueStore due;
  private final CallbackRoutes routes;
  private final TransactionOperations transaction;
  private final Clock clock;
  private Instant head = Instant.EPOCH;
  private long lookedBack;

  CallbackApplier(
      DueStore due, CallbackRoutes routes, TransactionOperations transaction, Clock clock) {
    this.due = due;
    this.routes = routes;
    this.transaction = transaction;
    this.clock = clock;
    this.lookedBack = System.nanoTime() - STRAGGLING.toNanos();
  }

  /**
   * Applies the longest due.
   *
   * @return how many were due: {@link #BATCH} if there may be more
   * @throws RuntimeException if the database is away; what was due stays so
   */
  synchronized int applyDue() {
    var claimed = new ArrayList<Due>();
    try {
      transaction.executeWithoutResult(
          _ -> {
            claimed.addAll(claim());
            applyAll(claimed);
          });
    } catch (RuntimeException e) {
      if (claimed.isEmpty() || Storage.isAway(e)) {
        throw e;
      }
      // One of them is at fault, and the others are not to suffer.
      claimed.forEach(one -> apply(one.callback().id()));
    }
    return claimed.size();
  }

  private List<Due> claim() {
    var now = clock.instant();
    var claimed = due.claim(from(now), now, BATCH);
    if (!claimed.isEmpty()) {
      head = claimed.getLast().nextAttemptAt();
    }
    return claimed;
  }

  /** Now and then from the beginning, also where the clock has been set back. */
  private Instant from(Instant now) {
    var from = head.minus(STRAGGLING);
    if (!from.isAfter(now) && System.nanoTime() - lookedBack < STRAGGLING.toNanos()) {
      return from;
    }
    lookedBack = System.nanoTime();
    return Instant.EPOCH;
  }

  /**
   * Applies one now.
   *
   * @return the reply of the route; empty if it could not be applied, and is kept
   */
  Optional<CallbackReply> apply(CallbackId id) {
    try {
      return Optional.ofNullable(
          transaction.execute(
              _ ->
                  due.claim(id)
                      .map(one -> applyAll(List.of(one)).get(id))
                      .filter(reply -> failure(reply) == null)
                      .orElse(null)));
    } catch (RuntimeException e) {
      if (Storage.isAway(e)) {
        throw e;
      }
      keep(id, e);
      return Optional.empty();
    }
  }

  /** In the transaction that has claimed them. */
  private Map<CallbackId, CallbackReply> applyAll(List<Due> claimed) {
    var arrivals = new ArrayList<Arrival>();
    var replies = new HashMap<CallbackId, CallbackReply>();
    for (var one : claimed) {
      var callback = one.callback();
      routes
          .of(callback.kind(), callback.path())
          .ifPresentOrElse(
              match -> arrivals.add(new Arrival(callback, null, match)),
              () ->
                  replies.put(
                      callback.id(),
                      new CallbackReply.NotYet("This version of Trunkline has no such route")));
    }
    replies.putAll(apply(arrivals));
    var applied = new ArrayList<CallbackId>();
    for (var one : claimed) {
      var reply = replies.get(one.callback().id());
      var failure = reply == null ? null : failure(reply);
      if (failure == null) {
        applied.add(one.callback().id());
      } else {
        keep(one, failure, reply instanceof CallbackReply.NotYet ? MOST_WAITS : 1);
      }
    }
    due.remove(applied);
    return replies;
  }

  /** Applies callbacks in the caller's transaction, those of one route together. */
  static Map<CallbackId, CallbackReply> apply(List<Arrival> arrivals) {
    var replies = new HashMap<CallbackId, CallbackReply>();
    arrivals.stream()
        // Statuses lock messages and then conversations, texts that come in the latter only: they
        // go last, as everywhere.
        .sorted(Comparator.comparing(arrival -> arrival.match().route().repliesWithTwiml()))
        .collect(
            Collectors.groupingBy(
                arrival -> arrival.match().route(), LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (route, alike) -> {
              var answers = route.applyAll(alike.stream().map(CallbackApplier::callback).toList());
              for (int i = 0; i < alike.size(); i++) {
                replies.put(alike.get(i).callback().id(), answers.get(i));
              }
            });
    return replies;
  }

  private static Callback callback(Arrival arrival) {
    return arrival.callback().callback(arrival.match().pathVariables());
  }

  /** Why a callback was not applied; null if it was. */
  static @Nullable String failure(CallbackReply reply) {
    return switch (reply) {
      case CallbackReply.NotYet(var because) -> because;
      case CallbackReply.Never(var because) -> because;
      default -> null;
    };
  }

  private void keep(CallbackId id, RuntimeException cause) {
    log.debug("Callback {} could not be applied", id, cause);
    try {
      transaction.executeWithoutResult(
          _ -> due.claim(id).ifPresent(one -> keep(one, reason(cause), mostAttempts(cause))));
    } catch (RuntimeException e) {
      log.warn(
          "The failure of callback {} could not be recorded ({}); it is tried again",
          id,
          e.getClass().getSimpleName());
    }
  }

  private void keep(Due one, String failure, int most) {
    int attempts = one.attempts() + 1;
    var id = one.callback().id();
    if (attempts < most) {
      due.postpone(id, failure, clock.instant().plus(pause(attempts)));
      return;
    }
    // What exceptions say may quote numbers and bodies, so it stays in the table, beside the
    // parameters, and out of the log. What was only never known fills no log.
    log.atLevel(most == MOST_WAITS ? Level.DEBUG : Level.WARN)
        .log(
            "Callback {} ({}) is parked after {} attempts; GET /v1/callbacks/{} says why",
            id,
            one.callback().kind(),
            attempts,
            id);
    due.park(id, failure);
  }

  static Duration pause(int attempts) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** One, where it says of the callback itself that it cannot be read. */
  private static int mostAttempts(RuntimeException e) {
    return e instanceof IllegalArgumentException ? 1 : MAX_ATTEMPTS;
  }

  private static String reason(RuntimeException e) {
    var reason =
        e instanceof RefusalException
            ? String.valueOf(e.getMessage())
            : e.getClass().getSimpleName() + ": " + e.getMessage();
    return reason.replace('\0', ' ').substring(0, Math.min(MAX_FAILURE_LENGTH, reason.length()));
  }
}
