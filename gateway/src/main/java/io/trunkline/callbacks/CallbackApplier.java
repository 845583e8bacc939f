// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.CallbackStore.Arrival;
import io.trunkline.callbacks.DueStore.Due;
import io.trunkline.callbacks.DueStore.Kept;
import io.trunkline.callbacks.DueStore.Turn;
import io.trunkline.storage.Storage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies stored callbacks, many in one transaction, and ever less often those that could not be
 * applied. A callback is removed from what is due in the transaction of its effect, so neither is
 * ever without the other.
 */
final class CallbackApplier {

  private static final Logger log = LoggerFactory.getLogger(CallbackApplier.class);

  static final int BATCH = 500;

  /** SQLSTATE {@code lock_not_available}. */
  private static final String LOCKED = "55P03";

  private final DueStore due;
  private final Map<Turn, DueClaims> claims;
  private final CallbackRoutes routes;
  private final TransactionOperations transaction;
  private final CallbackPatience patience;

  CallbackApplier(
      DueStore due,
      Map<Turn, DueClaims> claims,
      CallbackRoutes routes,
      TransactionOperations transaction,
      CallbackPatience patience) {
    this.due = due;
    this.claims = Map.copyOf(claims);
    this.routes = routes;
    this.transaction = transaction;
    this.patience = patience;
  }

  /**
   * Applies the longest due of a turn; of each turn one thread at a time.
   *
   * @return how many were due: {@link #BATCH} if there may be more
   * @throws RuntimeException if the database is away; what was due stays so
   */
  int applyDue(Turn turn) {
    var itsClaims = Objects.requireNonNull(claims.get(turn));
    synchronized (itsClaims) {
      return apply(itsClaims::next);
    }
  }

  /**
   * Those of one kind in a transaction, then those of the next: every route locks what its
   * callbacks are about in one order, but two routes in one transaction would have two, and nodes
   * could wait for each other.
   */
  private int apply(Supplier<List<Due>> claim) {
    var claimed = new ArrayList<Due>();
    try {
      transaction.executeWithoutResult(
          _ -> {
            claimed.addAll(claim.get());
            applyAll(ofFirstKind(claimed, true));
          });
    } catch (RuntimeException | Error e) {
      if (claimed.isEmpty()) {
        throw e;
      }
      // Also if it looks as if the database were away: who listens may have another one that is.
      applyApart(ofFirstKind(claimed, true), e);
    }
    var others = ofFirstKind(claimed, false);
    if (!others.isEmpty()) {
      apply(() -> due.claim(ids(others), DueStore.TOGETHER));
    }
    return claimed.size();
  }

  /**
   * One of them is at fault, and the others are not to suffer: it is found by halves, which wait
   * for no lock any more: each that contains it would wait for the same.
   */
  private void applyApart(List<Due> together, Throwable failure) {
    if (together.size() == 1) {
      keep(together.getFirst().callback().id(), failure);
      return;
    }
    int half = together.size() / 2;
    for (var some : List.of(together.subList(0, half), together.subList(half, together.size()))) {
      apply(() -> due.claim(ids(some), DueStore.APART));
    }
  }

  private static List<Due> ofFirstKind(List<Due> claimed, boolean isOfIt) {
    return claimed.stream()
        .filter(one -> one.callback().kind().equals(claimed.getFirst().callback().kind()) == isOfIt)
        .toList();
  }

  private static List<CallbackId> ids(List<Due> some) {
    return some.stream().map(one -> one.callback().id()).toList();
  }

  /**
   * Applies one now that is stored already.
   *
   * @return the reply of the route; empty if it could not be applied, and is kept
   */
  Optional<CallbackReply> apply(CallbackId id) {
    try {
      return Optional.ofNullable(
              transaction.execute(_ -> applyAll(due.claim(List.of(id), DueStore.ALONE)).get(id)))
          .filter(reply -> failure(reply) == null);
    } catch (RuntimeException | Error e) {
      try {
        keep(id, e);
      } catch (RuntimeException away) {
        log.warn(
            "Callback {} is stored and applied later ({})", id, away.getClass().getSimpleName());
      }
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
    var kept = new ArrayList<Kept>();
    for (var one : claimed) {
      switch (replies.get(one.callback().id())) {
        case CallbackReply.NotYet(var because) -> kept.add(patience.unknown(one, because));
        case CallbackReply.Never(var because) -> kept.add(patience.hopeless(one, because));
        case null, default -> applied.add(one.callback().id());
      }
    }
    due.remove(applied);
    due.keep(kept);
    return replies;
  }

  /** Applies callbacks in the caller's transaction, those of one route together. */
  static Map<CallbackId, CallbackReply> apply(List<Arrival> arrivals) {
    var replies = new HashMap<CallbackId, CallbackReply>();
    arrivals.stream()
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

  private static boolean isLocked(Throwable failure) {
    return failure instanceof SQLException sql && LOCKED.equals(sql.getSQLState())
        || failure.getCause() != null && isLocked(failure.getCause());
  }

  /**
   * @throws RuntimeException if the database is away; it stays due
   */
  private void keep(CallbackId id, Throwable cause) {
    log.debug("Callback {} could not be applied", id, cause);
    try {
      transaction.executeWithoutResult(
          _ ->
              due.keep(
                  due.claim(List.of(id), DueStore.ALONE).stream()
                      .map(
                          one ->
                              isLocked(cause)
                                  ? patience.locked(one, cause)
                                  : patience.failed(one, cause))
                      .toList()));
    } catch (RuntimeException e) {
      if (Storage.isAway(e)) {
        throw e;
      }
      log.warn(
          "The failure of callback {} could not be recorded ({}); it is tried again",
          id,
          e.getClass().getSimpleName());
    }
  }
}
