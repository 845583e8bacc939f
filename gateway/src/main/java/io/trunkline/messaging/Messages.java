// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.conversations.ConversationId;
import io.trunkline.media.Found;
import io.trunkline.media.Media;
import io.trunkline.messaging.Change.Said;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.GroupCommit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.annotation.Transactional;

/**
 * Messages, out and in. Each method is one short transaction, or joins the caller's: a message
 * accepted in a transaction of yours is sent if and when that commits.
 */
public class Messages {

  /** As many as {@link #sendAll} takes at once. */
  public static final int LARGEST_BATCH = 10_000;

  private static final Logger log = LoggerFactory.getLogger(Messages.class);

  private final AccountId configuredAccount;
  private final Intake intake;
  private final GroupCommit<Change, MessageProgress.Outcome> changes;
  private final Inbox inbox;
  private final MessageStore messages;
  private final TimelineStore timeline;

  /** What is done with requests that are no messages yet, or not for good. */
  record Intake(
      Media media,
      GroupCommit<Draft.Order, SendResult> acceptance,
      Previews previews,
      Edits edits,
      Replies replies) {}

  Messages(
      AccountId configuredAccount,
      Intake intake,
      GroupCommit<Change, MessageProgress.Outcome> changes,
      Inbox inbox,
      MessageStore messages,
      TimelineStore timeline) {
    this.configuredAccount = configuredAccount;
    this.intake = intake;
    this.changes = changes;
    this.inbox = inbox;
    this.messages = messages;
    this.timeline = timeline;
  }

  /**
   * Accepts a message. Once this is committed, it is handed over to Twilio exactly once, as soon as
   * its time has come and its sender's pace allows, or refused if its recipient opts out before.
   * Concurrent callers share a commit, unless they are in transactions of their own.
   *
   * @return the message, accepted or held; for a repeated idempotency key the message as it is now
   * @throws RefusalException if it cannot be accepted; then nothing of it is written but what law
   *     and consent have decided about it
   */
  public Message send(SendMessage request) {
    return accept(request).message();
  }

  /** {@link #send}, and why the message may not arrive as it is meant. */
  public SendResult.Accepted accept(SendMessage request) {
    return accepted(looked(List.of(request)).getFirst());
  }

  /** {@link #send} for a text that asks for the consent which others of its purpose need. */
  Message ask(SendMessage question) {
    var account = Objects.requireNonNullElse(question.account(), configuredAccount);
    return accepted(Draft.Order.question(account, question)).message();
  }

  private SendResult.Accepted accepted(Draft.Order order) {
    return switch (intake.acceptance().submit(order)) {
      case SendResult.Accepted accepted -> accepted;
      case SendResult.Refused(var refusal) -> throw refusal.asException();
    };
  }

  /**
   * Accepts many messages, each for itself: what is wrong with one does not touch the others,
   * unless they have its idempotency key. Of those with one key at most one is accepted; the same
   * request again has its answer, and another is refused.
   *
   * @param requests up to {@link #LARGEST_BATCH}; some hundred are committed at a time, unless the
   *     caller has a transaction open
   * @return what came of each, in their order; a failure of ours is the answer ({@code
   *     internal_error}, {@code unavailable}) of those only that it befell
   * @throws RefusalException if there are too many
   * @throws RuntimeException if the database is away and nothing was accepted; inside a transaction
   *     of the caller's, any failure
   */
  public List<SendResult> sendAll(List<SendMessage> requests) {
    if (requests.size() > LARGEST_BATCH) {
      throw Refusal.of(
              MessageRefusal.BATCH_TOO_LARGE,
              "%d messages; %d are allowed".formatted(requests.size(), LARGEST_BATCH))
          .asException();
    }
    return intake.acceptance().submitEach(looked(requests), Messages::failed);
  }

  private static SendResult failed(RuntimeException failure) {
    log.error("One of many messages was not accepted, or nobody knows", failure);
    return new SendResult.Refused(Refusal.ofFailure(failure));
  }

  /** Each with what its URLs lead to, if that is to be known; nobody waits in a transaction. */
  private List<Draft.Order> looked(List<SendMessage> requests) {
    var found =
        intake
            .media()
            .look(
                requests.stream()
                    .flatMap(request -> request.content().media().stream())
                    .flatMap(entry -> SendRules.uri(entry).stream())
                    .toList());
    return requests.stream().map(request -> order(request, found)).toList();
  }

  private Draft.Order order(SendMessage request, Map<URI, Found> found) {
    return Draft.Order.of(
        Objects.requireNonNullElse(request.account(), configuredAccount), request, found);
  }

  /**
   * What would become of a message if it were accepted now. Writes nothing and looks at no URL; an
   * idempotency key does not matter.
   *
   * @throws RefusalException if it would not be accepted, as {@link #send} would say it
   */
  @Transactional(readOnly = true)
  public MessagePreview preview(SendMessage request) {
    return intake.previews().of(order(request, Map.of()));
  }

  /**
   * Changes a message that waits for its time. It is made anew of what it was and what changes: its
   * sender is chosen, its segments are counted and its recipient's consent is asked for again.
   *
   * @return the message, changed; accepted, if its time is now
   * @throws RefusalException if there is none, if it does not wait for its time any more, or if it
   *     cannot be sent like this; it stays as it is then
   */
  @Transactional(noRollbackFor = RefusalException.class)
  public Message edit(AccountId account, MessageId id, EditMessage edit) {
    intake.edits().edit(known(account, id), edit);
    return known(account, id);
  }

  /**
   * Answers in a conversation: to the other side, from the sender they wrote to, by the same
   * channel; through the Messaging Service that they wrote through, if we send from that.
   *
   * @param words adds what it says to the beginning of a message
   * @return the message, as {@link #send} does
   * @throws RefusalException if there is no such conversation, if the other side is no telephone,
   *     or if the message cannot be accepted
   */
  public Message reply(
      AccountId account, ConversationId conversation, UnaryOperator<SendMessage> words) {
    return send(words.apply(intake.replies().start(account, conversation)));
  }

  /**
   * What both sides have said in a conversation, newest first.
   *
   * @param before only messages older than this one; null from the newest on
   * @param limit at least 1
   * @throws RefusalException if there is no such conversation
   */
  @Transactional(readOnly = true)
  public List<Message> list(
      AccountId account, ConversationId conversation, @Nullable MessageId before, int limit) {
    return intake.replies().list(account, conversation, new ThreadStore.Part(before, limit));
  }

  /**
   * Calls a message back that has not been handed over.
   *
   * @return the message, canceled; as it is, if it was canceled before
   * @throws RefusalException if there is none, or it is too late
   */
  @Transactional
  public Message cancel(AccountId account, MessageId id) {
    var before = known(account, id);
    if (before.status() == MessageStatus.CANCELED) {
      return before;
    }
    var canceled =
        changes.submit(
            Change.Moved.stopped(
                id,
                Source.REQUEST,
                MessageStatus.CANCELED,
                Change.Moved.waiting(),
                "Canceled by its sender"));
    var after = known(account, id);
    if (canceled != MessageProgress.Outcome.MOVED) {
      throw Refusal.of(
              MessageRefusal.NOT_WAITING,
              "%s is %s and can be canceled no more".formatted(id, after.status().code()))
          .asException();
    }
    return after;
  }

  /** A message of the account. */
  @Transactional(readOnly = true)
  public Optional<Message> find(AccountId account, MessageId id) {
    return messages.find(account, id);
  }

  private Message known(AccountId account, MessageId id) {
    return messages.find(account, id).orElseThrow(() -> unknown(id));
  }

  static RefusalException unknown(Object id) {
    return Refusal.of(MessageRefusal.UNKNOWN_MESSAGE, "There is no message " + id).asException();
  }

  /** Newest first. */
  @Transactional(readOnly = true)
  public List<Message> list(MessageQuery query) {
    return messages.list(query);
  }

  /** What happened to a message of the account, in the order in which it happened. */
  @Transactional(readOnly = true)
  public List<TimelineEntry> timeline(AccountId account, MessageId id) {
    var message = known(account, id);
    var entries = new ArrayList<TimelineEntry>();
    if (message.direction() == Direction.OUTBOUND) {
      entries.add(
          new TimelineEntry(
              message.createdAt(), Source.REQUEST, MessageStatus.ACCEPTED, null, null, "Accepted"));
    }
    entries.addAll(timeline.of(id));
    return LifeOrder.of(entries);
  }

  /**
   * Applies what Twilio reports of an outbound message: forward by rank, or to the timeline only.
   *
   * @throws RefusalException if there is no such message
   */
  public void apply(MessageUpdate update) {
    applyAll(List.of(update));
  }

  /**
   * {@link #apply} for many at once, in their order and in one transaction.
   *
   * @throws RefusalException if there is no such message; inside a transaction of the caller's,
   *     what was applied of the others stands in it
   */
  public void applyAll(List<MessageUpdate> updates) {
    int unknown = applyKnown(updates).indexOf(false);
    if (unknown >= 0) {
      var update = updates.get(unknown);
      throw unknown(Objects.requireNonNullElse(update.id(), update.twilioSid()));
    }
  }

  /** {@link #applyAll}, but answers whether there is such a message. */
  List<Boolean> applyKnown(List<MessageUpdate> updates) {
    return changes.submitAll(updates.stream().map(Messages::reported).toList()).stream()
        .map(outcome -> outcome != MessageProgress.Outcome.UNKNOWN_MESSAGE)
        .toList();
  }

  private static Change reported(MessageUpdate update) {
    var status = MessageStatus.ofTwilio(update.twilioStatus());
    return new Change.Reported(
        update.account(),
        update.id(),
        Source.CALLBACK,
        new Said(
            update.twilioSid(),
            status.orElse(null),
            update.twilioStatus(),
            update.errorCode(),
            update.from(),
            null,
            null),
        null,
        status.isPresent() ? "Twilio reports it" : "Twilio reports what we have no name for");
  }

  /** A message of the account by what Twilio calls it. */
  Optional<Message> findBySid(AccountId account, String twilioSid) {
    return Optional.ofNullable(
            messages
                .idsBySid(List.of(account), List.of(twilioSid))
                .get(MessageStore.sidKey(account, twilioSid)))
        .flatMap(id -> messages.find(account, id));
  }

  /** Writes a line into its timeline, of what a person has done about it. */
  void note(MessageId id, String detail) {
    changes.submit(new Change.Noted(id, Source.PERSON, null, detail));
  }

  /**
   * Records an inbound text; a text that was received before changes nothing.
   *
   * @return what came of it
   */
  @Transactional
  public Reception receive(InboundText text) {
    return receiveAll(List.of(text)).getFirst();
  }

  /**
   * {@link #receive} for many at once, in one transaction. What somebody sends several times at
   * once is answered knowing all of it.
   *
   * @return what came of each, in their order
   */
  @Transactional
  public List<Reception> receiveAll(List<InboundText> texts) {
    return inbox.receive(texts);
  }
}
