// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.MessageProgress.Report;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;

/**
 * Texts, out and in. Each method is one short transaction, or joins the caller's: a message
 * accepted in a transaction of yours is sent if and when that commits.
 */
public class Messages {

  private final AccountId configuredAccount;
  private final Acceptance acceptance;
  private final Inbox inbox;
  private final MessageProgress progress;
  private final MessageStore messages;
  private final TimelineStore timeline;

  Messages(
      AccountId configuredAccount,
      Acceptance acceptance,
      Inbox inbox,
      MessageProgress progress,
      MessageStore messages,
      TimelineStore timeline) {
    this.configuredAccount = configuredAccount;
    this.acceptance = acceptance;
    this.inbox = inbox;
    this.progress = progress;
    this.messages = messages;
    this.timeline = timeline;
  }

  /**
   * Accepts a text. Once this transaction has committed, the text is handed over to Twilio exactly
   * once, as soon as its sender's pace allows, or refused if its recipient opts out before.
   *
   * @return the message, accepted; for a repeated idempotency key the message as it is now
   * @throws RefusalException if it cannot be accepted; nothing has been written then
   */
  @Transactional(noRollbackFor = RefusalException.class)
  public Message send(SendMessage request) {
    return acceptance.accept(
        Objects.requireNonNullElse(request.account(), configuredAccount), request);
  }

  /** A message of the account. */
  @Transactional(readOnly = true)
  public Optional<Message> find(AccountId account, MessageId id) {
    return messages.find(account, id);
  }

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<Message> list(MessageQuery query) {
    return messages.list(query);
  }

  /** What happened to a message of the account, in the order in which we learned of it. */
  @Transactional(readOnly = true)
  public List<TimelineEntry> timeline(AccountId account, MessageId id) {
    var message =
        messages
            .find(account, id)
            .orElseThrow(
                () ->
                    Refusal.of(MessageRefusal.UNKNOWN_MESSAGE, "There is no message " + id)
                        .asException());
    var entries = new ArrayList<TimelineEntry>();
    if (message.direction() == Direction.OUTBOUND) {
      entries.add(
          new TimelineEntry(
              message.createdAt(), Source.REQUEST, MessageStatus.ACCEPTED, null, null, "Accepted"));
    }
    entries.addAll(timeline.of(id));
    return List.copyOf(entries);
  }

  /**
   * Applies what Twilio reports of an outbound message: forward by rank, or to the timeline only.
   *
   * @throws RefusalException if there is no such message
   */
  @Transactional
  public void apply(MessageUpdate update) {
    var id = progress.identify(update.account(), update.twilioSid(), update.id());
    var status = MessageStatus.ofTwilio(update.twilioStatus());
    var report =
        new Report(
            Source.CALLBACK,
            update.twilioSid(),
            status.orElse(null),
            update.twilioStatus(),
            update.errorCode(),
            status.isPresent() ? "Twilio reports it" : "Twilio reports what we have no name for");
    if (!progress.report(update.account(), id, report)) {
      throw Refusal.of(MessageRefusal.UNKNOWN_MESSAGE, "There is no message " + id).asException();
    }
  }

  /**
   * Records an inbound text; a text that was received before changes nothing.
   *
   * @return what to answer its sender; empty for silence
   */
  @Transactional
  public Optional<String> receive(InboundText text) {
    return inbox.receive(text);
  }
}
