// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.account.AccountId;
import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.transaction.support.TransactionOperations;

/** Changes policies and tells subscribers of it, both or neither. */
final class PolicyNews {

  private final Events events;
  private final TransactionOperations transactions;

  PolicyNews(Events events, TransactionOperations transactions) {
    this.events = events;
    this.transactions = transactions;
  }

  /**
   * @param changing whether it has made this version the latest
   * @return the same
   */
  boolean changed(AccountId account, PolicyVersion version, BooleanSupplier changing) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              boolean changed = changing.getAsBoolean();
              if (changed) {
                var data = Map.of("policy", PolicyController.view(version));
                events.record(
                    List.of(new NewEvent(account, "policy.changed", account.toString(), data)));
              }
              return changed;
            }));
  }
}
