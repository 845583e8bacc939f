// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Changes senders and pools and tells subscribers of it, both or neither. */
final class SenderNews {

  private final Events events;
  private final TransactionOperations transactions;

  SenderNews(Events events, TransactionOperations transactions) {
    this.events = events;
    this.transactions = transactions;
  }

  /** What is changed and told in there is one transaction. */
  <T> T together(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }

  /**
   * Nothing is told of one that is registered again as it was, which happens at each start.
   *
   * @param before null if it was not known, or removed
   */
  void registered(@Nullable Sender before, Sender after) {
    if (before == null) {
      tell("sender.registered", after);
    } else if (!before.equals(after)) {
      tell("sender.changed", after);
    }
  }

  void removed(Sender sender) {
    tell("sender.removed", sender);
  }

  /**
   * @param before null if there was none of this name
   */
  void put(AccountId account, PoolController.@Nullable View before, PoolController.View after) {
    if (before == null) {
      tell(account, "pool.created", after);
    } else if (!before.equals(after)) {
      tell(account, "pool.changed", after);
    }
  }

  void deleted(AccountId account, PoolController.View pool) {
    tell(account, "pool.deleted", pool);
  }

  private void tell(String type, Sender sender) {
    var view = SenderController.View.of(sender);
    events.record(List.of(new NewEvent(sender.account(), type, view.id(), Map.of("sender", view))));
  }

  private void tell(AccountId account, String type, PoolController.View pool) {
    events.record(List.of(new NewEvent(account, type, pool.name(), Map.of("pool", pool))));
  }
}
