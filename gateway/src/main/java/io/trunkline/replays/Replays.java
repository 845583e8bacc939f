// SPDX-License-Identifier: Apache-2.0
package io.trunkline.replays;

import io.trunkline.account.AccountId;
import io.trunkline.callbacks.CallbackId;
import io.trunkline.callbacks.CallbackQuery;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.callbacks.RoutedCallback;
import io.trunkline.callbacks.StoredCallback;
import io.trunkline.problem.RefusalException;
import io.trunkline.replays.ReplayResult.Outcome;
import io.trunkline.storage.Storage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Applies stored callbacks again, each in a transaction of its own, whatever state it is in. What
 * rooms have seen before changes nothing, as when Twilio says it twice; what an old callback says
 * counts from when it came in, not from now.
 */
public final class Replays {

  private static final Logger log = LoggerFactory.getLogger(Replays.class);

  private final Callbacks callbacks;
  private final TransactionOperations transactions;

  /**
   * @param transactions begins a new one each time
   */
  Replays(Callbacks callbacks, TransactionOperations transactions) {
    this.callbacks = callbacks;
    this.transactions = transactions;
  }

  /**
   * Applies a callback again.
   *
   * @param actor who wants it, for the timeline
   * @throws io.trunkline.problem.RefusalException if the account has no such callback
   */
  public ReplayResult apply(AccountId account, CallbackId id, String actor) {
    var result = replay(account, callbacks.find(account, id), false, actor);
    log.info("{} applied {} again: {}", actor, id, result.outcome());
    return result;
  }

  /**
   * Applies callbacks again, each as {@link #apply(AccountId, CallbackId, String)} does, the oldest
   * first, up to the limit of the question; go on with what the report calls next.
   *
   * @param dryRun says which would be applied, and applies none
   * @throws io.trunkline.problem.RefusalException if there is too much to look through
   */
  public ReplayReport apply(AccountId account, CallbackQuery query, boolean dryRun, String actor) {
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
    var routed = callbacks.routed(account, stored);
    if (routed.isEmpty()) {
      return failed(stored, "This version of Trunkline has no such route");
    }
    try {
      var result =
          transactions.execute(
              status ->
                  dryRun
                      ? result(stored, Outcome.WOULD_APPLY, subject(routed.get()), null)
                      : apply(stored, routed.get(), actor, status));
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
      StoredCallback stored, RoutedCallback routed, String actor, TransactionStatus transaction) {
    if (!callbacks.take(stored.id())) {
      transaction.setRollbackOnly();
      return failed(stored, "It is being applied at this moment");
    }
    var before = subject(routed);
    var failure = routed.apply();
    if (failure.isPresent()) {
      transaction.setRollbackOnly();
      return failed(stored, failure.get());
    }
    if (!(routed.route() instanceof ReplayedRoute replayed)) {
      return result(stored, Outcome.APPLIED, Optional.empty(), null);
    }
    var after = replayed.subject(routed.callback());
    replayed.note(
        routed.callback(),
        "%s applied again what Twilio said at %s"
            .formatted(actor, Storage.storable(stored.receivedAt())));
    return result(
        stored,
        before.equals(after) ? Outcome.UNCHANGED : Outcome.CHANGED,
        before,
        after.orElse(null));
  }

  private static Optional<ReplaySubject> subject(RoutedCallback routed) {
    return routed.route() instanceof ReplayedRoute replayed
        ? replayed.subject(routed.callback())
        : Optional.empty();
  }

  private static ReplayResult result(
      StoredCallback stored,
      Outcome outcome,
      Optional<ReplaySubject> before,
      @Nullable ReplaySubject after) {
    var subject = Optional.ofNullable(after).or(() -> before);
    return new ReplayResult(
        stored.id(),
        stored.kind(),
        outcome,
        subject.map(ReplaySubject::id).orElse(null),
        before.map(ReplaySubject::status).orElse(null),
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
