// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionOperations;

/** Holds accounts back and lets them go, and tells subscribers of it, both or neither. */
final class CircuitNews {

  private final Events events;
  private final CircuitStore store;
  private final TransactionOperations transactions;

  CircuitNews(Events events, CircuitStore store, TransactionOperations transactions) {
    this.events = events;
    this.store = store;
    this.transactions = transactions;
  }

  /**
   * @param opening whether it has opened the circuit, which it may have been
   * @return the same
   */
  boolean opened(AccountId account, BooleanSupplier opening) {
    return told(account, "circuit.opened", opening);
  }

  /**
   * @param closing whether it has closed the circuit, which it may have been
   * @return the same
   */
  boolean closed(AccountId account, BooleanSupplier closing) {
    return told(account, "circuit.closed", closing);
  }

  private boolean told(AccountId account, String type, BooleanSupplier change) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              boolean changed = change.getAsBoolean();
              if (changed) {
                tell(account, type);
              }
              return changed;
            }));
  }

  private void tell(AccountId account, String type) {
    var circuit = store.all().getOrDefault(account, Circuit.closed(account));
    events.record(
        List.of(
            new NewEvent(
                account,
                type,
                account.toString(),
                Map.of("circuit", CircuitController.View.of(circuit)))));
  }
}
