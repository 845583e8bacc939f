// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends to the ledger. What one transaction has appended is chained in one go just before it
 * commits, so that the chain of an account is locked for no longer than a commit takes, and after
 * everything else that the transaction locks: nobody waits for it in a circle.
 */
final class Ledger {

  private final ConsentStore store;
  private final TransactionOperations transactions;
  private final Ids ids;
  private final Clock clock;

  Ledger(ConsentStore store, TransactionOperations transactions, Ids ids, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  /** Appends in this order, also what has been said in the same words before. */
  void append(Statement... statements) {
    var now = now();
    write(Stream.of(statements).map(statement -> statement.event(ids.next(), now)).toList());
  }

  /**
   * Appends in this order what has not been recorded: the same thing said at the same time is one
   * event, however often it is recorded.
   *
   * @return the ids of all, and which of them are new
   */
  Recorded record(List<Statement> statements) {
    var now = now();
    var events =
        statements.stream()
            .map(statement -> statement.event(statement.fingerprint(), now))
            .toList();
    return new Recorded(events.stream().map(ConsentEvent::id).toList(), write(events));
  }

  /** What came of recording. */
  record Recorded(List<UUID> all, Set<UUID> fresh) {}

  private Instant now() {
    return Storage.storable(clock.instant());
  }

  private Set<UUID> write(List<ConsentEvent> events) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              var fresh = store.append(events);
              linkAtTheEnd(fresh);
              return fresh;
            }));
  }

  private void linkAtTheEnd(Collection<UUID> fresh) {
    TransactionSynchronizationManager.getSynchronizations().stream()
        .filter(synchronization -> synchronization instanceof Linking linking && linking.isOf(this))
        .map(Linking.class::cast)
        .findFirst()
        .orElseGet(this::linking)
        .fresh
        .addAll(fresh);
  }

  private Linking linking() {
    var linking = new Linking();
    TransactionSynchronizationManager.registerSynchronization(linking);
    return linking;
  }

  /** Last of all that is done in a transaction. */
  private final class Linking implements TransactionSynchronization {

    private final List<UUID> fresh = new ArrayList<>();

    boolean isOf(Ledger ledger) {
      return Ledger.this == ledger;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      if (!fresh.isEmpty()) {
        store.link(fresh);
      }
    }
  }
}
