// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.ReplayResult.Outcome;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies stored callbacks again, each in a transaction of its own. What rooms have seen before
 * changes nothing, as when Twilio says it twice; what an old callback says counts from when it came
 * in, not from now.
 */
final class Replays {

  private static final Logger log = LoggerFactory.getLogger(Replays.class);

  private final CallbackLog callbacks;
  private final Supplier<CallbackRoutes> routes;
  private final TransactionOperations transactions;

  /**
   * @param routes asked when they are needed, since their rooms stand below
   * @param transactions begins a new one each time
   */
  Replays(
      CallbackLog callbacks, Supplier<CallbackRoutes> routes, TransactionOperations transactions) {
    this.callbacks = callbacks;
    this.routes = routes;
    this.transactions = transactions;
  }

  StoredCallback find(AccountId account, CallbackId id) {
    return callbacks
        .find(account, id)
        .orElseThrow(
            () ->
                Refusal.of(ReplayRefusal.UNKNOWN_CALLBACK, "There is no callback " + id)
                    .asException());
  }

  List<StoredCallback> list(AccountId account, CallbackQuery query) {
    return callbacks.newest(account, query);
  }

  Optional<Instant> oldestUntried() {
    return callbacks.oldestUntried();
  }

  Set<String> failedAt(Collection<String> paths) {
    return callbacks.failedAt(paths);
  }

  ReplayResult replay(AccountId account, CallbackId id, String actor) {
    var result = replay(account, find(account, id), false, actor);
    log.info("{} applied {} again: {}", actor, id, result.outcome());
    return result;
  }

  ReplayReport replay(AccountId account, CallbackQuery query, boolean dryRun, String actor) {
    var found = callbacks.oldest(account, query);
    var results = found.stream().map(one -> replay(account, one, dryRun, actor)).toList();
    if (!dryRun && !results.isEmpty()) {
      log.info(
          "{} applied {} callbacks again, from {} to {}",
          actor,
          results.size(),
          results.getFirst().id(),
          results.getLast().id());
    }
    return new ReplayReport(results, found.size() < query.limit() ? null : found.getLast().id());
  }

  private ReplayResult replay(
      AccountId account, StoredCallback stored, boolean dryRun, String actor) {
    var match = routes.get().of(stored.kind(), stored.path());
    if (match.isEmpty()) {
      return failed(stored, "This version of Trunkline has no such route");
    }
    var route = match.get().route();
    var callback =
        new Callback(
            stored.id(),
            account,
            match.get().pathVariables(),
            stored.parameters(),
            stored.receivedAt());
    try {
      var result =
          transactions.execute(
              status ->
                  dryRun
                      ? result(stored, Outcome.WOULD_APPLY, subject(route, callback), null)
                      : apply(stored, route, callback, actor, status));
      return result == null ? failed(stored, "It was rolled back") : result;
    } catch (CannotCreateTransactionException e) {
      // The database is away.
      throw e;
    } catch (RuntimeException | Error e) {
      log.debug("Callback {} could not be applied again", stored.id(), e);
      return failed(stored, reason(e));
    }
  }

  private ReplayResult apply(
      StoredCallback stored,
      CallbackRoute route,
      Callback callback,
      String actor,
      TransactionStatus transaction) {
    if (!callbacks.take(stored.id())) {
      transaction.setRollbackOnly();
      return failed(stored, "It is being applied at this moment");
    }
    var before = subject(route, callback);
    var failure = CallbackApplier.failure(route.apply(callback));
    if (failure != null) {
      transaction.setRollbackOnly();
      return failed(stored, failure);
    }
    if (!(route instanceof ReplayedRoute replayed)) {
      return result(stored, Outcome.APPLIED, Optional.empty(), null);
    }
    var after = replayed.subject(callback);
    replayed.note(
        callback,
        "%s applied again what Twilio said at %s"
            .formatted(actor, Storage.storable(stored.receivedAt())));
    return result(
        stored,
        before.equals(after) ? Outcome.UNCHANGED : Outcome.CHANGED,
        before,
        after.orElse(null));
  }

  private static Optional<CallbackSubject> subject(CallbackRoute route, Callback callback) {
    return route instanceof ReplayedRoute replayed ? replayed.subject(callback) : Optional.empty();
  }

  private static ReplayResult result(
      StoredCallback stored,
      Outcome outcome,
      Optional<CallbackSubject> before,
      @Nullable CallbackSubject after) {
    var subject = Optional.ofNullable(after).or(() -> before);
    return new ReplayResult(
        stored.id(),
        stored.kind(),
        outcome,
        subject.map(CallbackSubject::id).orElse(null),
        before.map(CallbackSubject::status).orElse(null),
        after == null ? null : after.status(),
        "");
  }

  private static ReplayResult failed(StoredCallback stored, String because) {
    return new ReplayResult(stored.id(), stored.kind(), Outcome.FAILED, null, null, null, because);
  }

  /** What other exceptions say may quote numbers and bodies. */
  private static String reason(Throwable e) {
    return e instanceof RefusalException || e instanceof IllegalArgumentException
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName();
  }
}
