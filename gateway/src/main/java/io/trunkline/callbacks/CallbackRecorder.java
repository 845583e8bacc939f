// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.callbacks.CallbackStore.Arrival;
import io.trunkline.storage.GroupCommit;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores callbacks, those that come in at the same time in one transaction. What Twilio only wants
 * to tell us is applied behind the answer. Where Twilio waits for instructions, applying is part of
 * that transaction; if it fails, each is stored by itself and then applied, so that what cannot be
 * applied is kept all the same.
 */
final class CallbackRecorder {

  private static final Logger log = LoggerFactory.getLogger(CallbackRecorder.class);

  private final CallbackStore store;
  private final CallbackApplier applier;
  private final CallbackWorker worker;
  private final Clock clock;
  private final GroupCommit<Arrival, Integer> telling;
  private final GroupCommit<Arrival, Optional<CallbackReply>> asking;

  CallbackRecorder(
      CallbackStore store,
      CallbackApplier applier,
      CallbackWorker worker,
      TransactionOperations transactions,
      Clock clock) {
    this.store = store;
    this.applier = applier;
    this.worker = worker;
    this.clock = clock;
    this.telling = new GroupCommit<>(transactions, this::storeTogether);
    this.asking = new GroupCommit<>(transactions, this::takeTogether);
  }

  /**
   * @return the reply; empty if nobody waits for one, Twilio has sent the very same request before,
   *     or it could not be applied and is kept
   */
  Optional<CallbackReply> record(Arrival arrival) {
    if (!arrival.match().route().repliesWithTwiml()) {
      telling.submit(arrival);
      worker.wake();
      return Optional.empty();
    }
    try {
      return asking.submit(arrival);
    } catch (CannotCreateTransactionException e) {
      // The database is away, and would only be waited for twice.
      throw e;
    } catch (RuntimeException e) {
      log.debug("{} is taken in by itself", arrival.callback(), e);
      return takeAlone(arrival);
    }
  }

  private List<Integer> storeTogether(List<Arrival> arrivals) {
    return Collections.nCopies(
        arrivals.size(), store.insertDue(arrivals, Storage.storable(clock.instant())));
  }

  private List<Optional<CallbackReply>> takeTogether(List<Arrival> arrivals) {
    var fresh = store.insert(arrivals);
    var replies =
        apply(
            arrivals.stream().filter(arrival -> fresh.contains(arrival.callback().id())).toList());
    if (replies.values().stream().anyMatch(reply -> CallbackApplier.failure(reply) != null)) {
      throw new IllegalStateException("Some are to be kept, and each is taken in by itself");
    }
    return arrivals.stream()
        .map(arrival -> Optional.ofNullable(replies.get(arrival.callback().id())))
        .toList();
  }

  /** What cannot be reached then need not be our database, and what can be stored is stored. */
  private static Map<CallbackId, CallbackReply> apply(List<Arrival> arrivals) {
    try {
      return CallbackApplier.apply(arrivals);
    } catch (RuntimeException e) {
      throw new IllegalStateException("They were stored and could not be applied", e);
    }
  }

  private Optional<CallbackReply> takeAlone(Arrival arrival) {
    // Not due at once: the worker would take it from us.
    var later = Storage.storable(clock.instant()).plus(CallbackPatience.FIRST_PAUSE);
    return store.insertDue(List.of(arrival), later) == 1
        ? applier.apply(arrival.callback().id())
        : Optional.empty();
  }
}
