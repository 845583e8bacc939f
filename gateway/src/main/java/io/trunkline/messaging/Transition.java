// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to a message: pure, and the only place that decides it. What is null in a
 * transition stays as it is in the row.
 *
 * @param message the message before it
 * @param status the status after it
 * @param noted whether it gets a line in the timeline
 * @param heldBecause why it is held from now on
 * @param isRetry whether it counts towards the attempts after which the message is given up
 * @param rerouting which sender it waits for from now on
 */
record Transition(
    Message message,
    MessageStatus status,
    boolean noted,
    Learned learned,
    Moments moments,
    @Nullable HeldBecause heldBecause,
    boolean isRetry,
    Change.@Nullable Rerouting rerouting) {

  /** Twilio gave up a message that it could not pass on in its time (30036). */
  private static final int EXPIRED_AT_TWILIO = 30036;

  /** Nothing happens, whatever is said about it in the timeline. */
  private static Transition none(Message message, boolean noted) {
    return new Transition(
        message, message.status(), noted, Learned.NOTHING, Moments.UNCHANGED, null, false, null);
  }

  /**
   * @param checkAfter how long Twilio's callbacks are waited for
   */
  static Transition of(Message message, Change change, Instant now, Duration checkAfter) {
    return switch (change) {
      case Change.Noted _ -> none(message, true);
      case Change.Moved moved -> moved(message, moved, now);
      case Change.Reported reported -> reported(message, reported, now, checkAfter);
    };
  }

  private static Transition moved(Message message, Change.Moved change, Instant now) {
    var attempt = change.attempt();
    if (!change.from().contains(message.status())
        || (attempt != null && attempt != message.attempts())
        || (change.source() == TimelineEntry.Source.TIME && !hasCome(message, change.to(), now))) {
      return none(message, false);
    }
    return new Transition(
        message,
        change.to(),
        true,
        new Learned(null, change.errorCode(), null, null, null),
        Moments.next(change.to(), change.dueAt()),
        change.heldBecause(),
        change.isRetry(),
        change.rerouting());
  }

  /** An edit may have put the moment off between its being noticed and the row being locked. */
  private static boolean hasCome(Message message, MessageStatus to, Instant now) {
    var hold = message.hold();
    var moment = to == MessageStatus.EXPIRED ? hold.expiresAt() : hold.until();
    return moment != null && !moment.isAfter(now);
  }

  private static Transition reported(
      Message message, Change.Reported change, Instant now, Duration checkAfter) {
    var said = change.said();
    var attempt = change.onlyAttempt();
    if (isOfAnother(message, said) || (attempt != null && attempt != message.attempts())) {
      return none(message, true);
    }
    var status = said.status() == null ? message.status() : message.status().after(word(said));
    boolean moved = status != message.status();
    var learned = learned(message, said, moved);
    return new Transition(
        message,
        status,
        moved || change.source() != TimelineEntry.Source.SEARCH || learned.sid() != null,
        learned,
        moved ? awaiting(message, status, learned, now, checkAfter) : Moments.UNCHANGED,
        null,
        false,
        null);
  }

  private static Learned learned(Message message, Change.Said said, boolean moved) {
    var price = message.cost().actual() == null ? said.price() : null;
    return new Learned(
        message.twilioSid() == null ? said.sid() : null,
        moved ? said.errorCode() : null,
        message.sentFrom() == null ? chosen(message, said) : null,
        price,
        price == null ? null : said.currency());
  }

  /** What is waited for once Twilio has moved it. */
  private static Moments awaiting(
      Message message, MessageStatus status, Learned learned, Instant now, Duration checkAfter) {
    boolean handedOver = status.isWithTwilio() && !message.status().isWithTwilio();
    var fallbackAfter = handedOver ? message.chain().after() : null;
    boolean isKnown = message.twilioSid() != null || learned.sid() != null;
    boolean mustCheck = status.isWithTwilio() || message.cost().actual() == null;
    return new Moments(
        null,
        null,
        fallbackAfter == null ? null : now.plus(fallbackAfter),
        isKnown && mustCheck ? now.plus(checkAfter) : null);
  }

  /** Whether the status is another than before. */
  boolean moved() {
    return status != message.status();
  }

  /**
   * The status that Twilio speaks of and that is behind the message, or where it is already; null
   * if it never was there, as where two ends are told.
   */
  @Nullable MessageStatus passed(Change.Said said) {
    return said.status() != null && message.status().hasPassed(word(said)) ? word(said) : null;
  }

  /** Whether the row changes at all. */
  boolean written() {
    return moved() || !learned.equals(Learned.NOTHING);
  }

  /** Should be impossible; if it ever is not, it must not pass in silence. */
  static boolean isOfAnother(Message message, Change.Said said) {
    return message.twilioSid() != null
        && said.sid() != null
        && !message.twilioSid().equals(said.sid());
  }

  @SuppressWarnings("NullAway") // Asked only where Twilio's word says something to us.
  private static MessageStatus word(Change.Said said) {
    var code = said.errorCode();
    boolean failed =
        said.status() == MessageStatus.FAILED || said.status() == MessageStatus.UNDELIVERED;
    return failed && code != null && code == EXPIRED_AT_TWILIO
        ? MessageStatus.EXPIRED
        : said.status();
  }

  private static @Nullable String chosen(Message message, Change.Said said) {
    return message.from().equals(said.from()) ? null : said.from();
  }

  /** This one and then another of the same message, as one. */
  Transition then(Transition later) {
    return new Transition(
        message,
        later.status,
        true,
        learned.then(later.learned),
        moments.then(later.moments),
        later.moved() ? later.heldBecause : heldBecause,
        isRetry || later.isRetry,
        later(rerouting, later.rerouting));
  }

  static <T> @Nullable T later(@Nullable T earlier, @Nullable T later) {
    return later != null ? later : earlier;
  }

  /**
   * What is to be told of it, in turn. What has been read was delivered, also where Twilio says
   * that later or not at all: who waits for the one hears of it whatever the order.
   *
   * @param entry what the timeline says of it
   */
  List<Step> steps(TimelineEntry entry, Instant now) {
    var after = after(now);
    if (status != MessageStatus.READ || !moved() || message.status() == MessageStatus.DELIVERED) {
      return List.of(new Step(message, after, entry));
    }
    var delivered = to(MessageStatus.DELIVERED).after(now);
    return List.of(new Step(message, delivered, entry), new Step(delivered, after, entry));
  }

  private Transition to(MessageStatus other) {
    return new Transition(message, other, noted, learned, moments, heldBecause, isRetry, rerouting);
  }

  /** The message as it is after this. */
  Message after(Instant now) {
    return new Message(
        message.id(),
        message.account(),
        message.direction(),
        message.channel(),
        status,
        message.purpose(),
        message.terms(),
        rerouting != null ? rerouting.from() : message.from(),
        message.pool(),
        later(message.sentFrom(), learned.sentFrom()),
        message.to(),
        message.content(),
        message.encoding(),
        message.segments(),
        hold(),
        message.chain(),
        cost(),
        message.reference(),
        message.metadata(),
        later(message.twilioSid(), learned.sid()),
        standingError(),
        message.attempts(),
        message.createdAt(),
        moved() ? now : message.updatedAt());
  }

  private Message.Hold hold() {
    var hold = message.hold();
    return new Message.Hold(
        status == MessageStatus.HELD && heldBecause != HeldBecause.PARKED
            ? later(hold.until(), moments.dueAt())
            : null,
        later(hold.because(), heldBecause),
        hold.expiresAt(),
        status == MessageStatus.UNCONFIRMED ? hold.undecidedSince() : null);
  }

  private Message.Cost cost() {
    var cost = message.cost();
    return learned.price() == null
        ? cost
        : new Message.Cost(
            cost.estimated(), cost.estimatedCurrency(), learned.price(), learned.currency());
  }

  /** What went wrong before is of no account to what waits to be sent again. */
  private @Nullable Integer standingError() {
    if (status == MessageStatus.ACCEPTED) {
      return null;
    }
    return later(message.errorCode(), learned.errorCode());
  }
}
