// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import io.trunkline.templates.ApprovalStore.Link;
import io.trunkline.twilio.ApprovalStatus;
import io.trunkline.twilio.ContentApproval;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.transaction.support.TransactionOperations;

/** Records what WhatsApp thinks of contents and tells subscribers of it, both or neither. */
final class ApprovalNews {

  private final ApprovalStore store;
  private final Events events;
  private final TransactionOperations transactions;

  ApprovalNews(ApprovalStore store, Events events, TransactionOperations transactions) {
    this.store = store;
    this.events = events;
    this.transactions = transactions;
  }

  /** What is known since. Told is what it was not before. */
  Approval put(Link link, ContentApproval said, Instant now) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              var approval = store.put(link, said, now);
              if (approval.changedAt().equals(now)) {
                tell(link, approval);
              }
              return approval;
            }));
  }

  private void tell(Link link, Approval approval) {
    if (approval.status() != ApprovalStatus.UNKNOWN) {
      events.record(
          List.of(
              new NewEvent(
                  link.account(),
                  "template." + approval.status().name().toLowerCase(Locale.ROOT),
                  link.contentSid(),
                  Map.of("approval", TemplateView.ApprovalView.of(approval)))));
    }
  }
}
