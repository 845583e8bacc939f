// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets concurrent writers share transactions, since the disk can wait for only so many commits a
 * second but each may hold many rows. Whoever comes while a transaction is under way waits and goes
 * with the next one; whoever comes alone goes at once. There is no thread and no timer in it: one
 * of those who wait does the work for all. Safe for any number of threads.
 *
 * @param <I> what is written
 * @param <O> what came of it
 */
public final class GroupCommit<I, O> {

  /** So that one transaction stays short. */
  private static final int LARGEST = 500;

  /** One waits for the disk while the other fills the next transaction. */
  private static final int WRITERS = 2;

  private final TransactionOperations transactions;
  private final Function<List<I>, List<O>> work;
  private final Queue<Waiting<I, O>> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore writers = new Semaphore(WRITERS);

  /** Somebody who waits for a result, or to be told to do the work. */
  private static final class Waiting<I, O> {
    final I item;
    final Thread thread = Thread.currentThread();
    volatile boolean done;
    @Nullable O result;
    @Nullable RuntimeException failure;

    Waiting(I item) {
      this.item = item;
    }

    void finish(@Nullable O finished, @Nullable RuntimeException failed) {
      result = finished;
      failure = failed;
      done = true;
      LockSupport.unpark(thread);
    }
  }

  /**
   * @param work writes the items inside the transaction that is open when it is called, and answers
   *     each in its order; an ordinary "no" is an answer, not an exception
   */
  public GroupCommit(TransactionOperations transactions, Function<List<I>, List<O>> work) {
    this.transactions = transactions;
    this.work = work;
  }

  /**
   * Writes one item and waits until it is committed; inside a transaction of the caller's, writes
   * it there.
   *
   * @throws RuntimeException what the work or the commit threw; nothing of this item is written
   *     then
   */
  public O submit(I item) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.apply(List.of(item)).getFirst();
    }
    var waiting = new Waiting<I, O>(item);
    queue.add(waiting);
    boolean interrupted = false;
    while (!waiting.done) {
      // What is in the queue is written all the same, and by nobody whose connection an interrupt
      // would close.
      interrupted |= Thread.interrupted();
      // Whoever could write but finds nothing waiting is being written by another, and must leave
      // that one the processor: virtual threads are not interrupted.
      if (!wroteSome()) {
        LockSupport.park(this);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (waiting.failure != null) {
      throw waiting.failure;
    }
    return result(waiting);
  }

  /**
   * Writes many items, some hundred in each transaction, one after the other; inside a transaction
   * of the caller's, writes them there.
   *
   * @return what came of each, in their order
   * @throws RuntimeException what the work or a commit threw; what was committed before stays
   */
  public List<O> submitAll(List<I> items) {
    var results = new ArrayList<O>(items.size());
    for (int from = 0; from < items.size(); from += LARGEST) {
      var batch = items.subList(from, Math.min(items.size(), from + LARGEST));
      results.addAll(committed(batch));
    }
    return results;
  }

  /**
   * {@link #submitAll} for items of which each has its own answer, a failure too: a transaction
   * that fails is tried again item by item, unless the database is away.
   *
   * @param otherwise what to answer an item that failed; of what failed in committing while the
   *     database went away, nobody knows whether it is written
   * @throws RuntimeException if the database is away and nothing was written; inside a transaction
   *     of the caller's, what the work threw
   */
  public List<O> submitEach(List<I> items, Function<RuntimeException, O> otherwise) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return submitAll(items);
    }
    var all = items.stream().map(item -> new Waiting<I, O>(item)).toList();
    RuntimeException away = null;
    for (int from = 0; from < all.size(); from += LARGEST) {
      var batch = all.subList(from, Math.min(all.size(), from + LARGEST));
      if (away == null) {
        write(batch);
        var last = batch.getLast().failure;
        away = last != null && Storage.isAway(last) ? last : null;
      } else {
        fail(batch, away);
      }
    }
    if (away != null && all.stream().allMatch(one -> one.failure != null)) {
      throw away;
    }
    return all.stream()
        .map(one -> one.failure == null ? result(one) : otherwise.apply(one.failure))
        .toList();
  }

  @SuppressWarnings("NullAway") // Whoever is done without a failure has what the work answered.
  private static <I, O> O result(Waiting<I, O> waiting) {
    return waiting.result;
  }

  private boolean wroteSome() {
    if (!writers.tryAcquire()) {
      return false;
    }
    try {
      var batch = next();
      write(batch);
      return !batch.isEmpty();
    } finally {
      writers.release();
      wakeOne();
    }
  }

  private List<Waiting<I, O>> next() {
    var batch = new ArrayList<Waiting<I, O>>();
    var waiting = queue.poll();
    while (waiting != null) {
      batch.add(waiting);
      waiting = batch.size() < LARGEST ? queue.poll() : null;
    }
    return batch;
  }

  /** What came while all were writing finds nobody to wake it but whoever writes no longer. */
  private void wakeOne() {
    var waiting = queue.peek();
    if (waiting != null) {
      LockSupport.unpark(waiting.thread);
    }
  }

  private void write(List<Waiting<I, O>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      var results = committed(batch.stream().map(waiting -> waiting.item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).finish(results.get(i), null);
      }
    } catch (RuntimeException e) {
      if (batch.size() == 1 || Storage.isAway(e)) {
        // If the database is away, one by one they would only wait for it one by one.
        fail(batch, e);
      } else {
        // One of them is at fault, or whoever listens to it, and the others are not to suffer.
        batch.forEach(waiting -> write(List.of(waiting)));
      }
    } catch (Error e) {
      // Thrown by each of them, since nobody may wait for ever for a result that will not come.
      fail(batch, new IllegalStateException(e));
    }
  }

  private static <I, O> void fail(List<Waiting<I, O>> batch, RuntimeException failure) {
    batch.forEach(waiting -> waiting.finish(null, failure));
  }

  private List<O> committed(List<I> items) {
    var results = transactions.execute(status -> work.apply(items));
    if (results == null || results.size() != items.size()) {
      throw new IllegalStateException("The work answers each of its items");
    }
    return results;
  }
}
