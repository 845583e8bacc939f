// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to a message: pure, and the only place that decides it. What is null in a
 * transition stays as it is in the row.
 *
 * @param status the status after it
 * @param moved whether that is another than before
 * @param written whether the row changes at all
 * @param noted whether it gets a line in the timeline
 * @param fallbackAt when the next channel is to be tried, unless it has arrived by then
 * @param isRetry whether it counts towards the attempts after which the message is given up
 * @param rerouting which sender it waits for from now on
 * @param checkAt when Twilio's records are to be read for what no callback has told
 */
record Transition(
    Message message,
    MessageStatus status,
    boolean moved,
    boolean written,
    boolean noted,
    @Nullable String sid,
    @Nullable Integer errorCode,
    @Nullable String sentFrom,
    @Nullable BigDecimal price,
    @Nullable String currency,
    @Nullable Instant dueAt,
    @Nullable Instant settleAt,
    @Nullable HeldBecause heldBecause,
    @Nullable Instant fallbackAt,
    @Nullable Instant checkAt,
    boolean isRetry,
    Change.@Nullable Rerouting rerouting) {

  /** Twilio gave up a message that it could not pass on in its time (30036). */
  private static final int EXPIRED_AT_TWILIO = 30036;

  /** Nothing happens, whatever is said about it in the timeline. */
  private static Transition none(Message message, boolean noted) {
    return new Transition(
        message,
        message.status(),
        false,
        false,
        noted,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null);
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
        true,
        true,
        null,
        change.errorCode(),
        null,
        null,
        null,
        change.dueAt(),
        change.settleAt(),
        change.heldBecause(),
        null,
        null,
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
    var sid = message.twilioSid() == null ? said.sid() : null;
    var sentFrom = message.sentFrom() == null ? chosen(message, said) : null;
    var price = message.cost().actual() == null ? said.price() : null;
    boolean handedOver = moved && status.isWithTwilio() && !message.status().isWithTwilio();
    var fallbackAfter = handedOver ? message.chain().after() : null;
    boolean mustCheck = moved && (status.isWithTwilio() || message.cost().actual() == null);
    return new Transition(
        message,
        status,
        moved,
        moved || sid != null || sentFrom != null || price != null,
        moved || change.source() != TimelineEntry.Source.SEARCH || sid != null,
        sid,
        moved ? said.errorCode() : null,
        sentFrom,
        price,
        price == null ? null : said.currency(),
        null,
        null,
        null,
        fallbackAfter == null ? null : now.plus(fallbackAfter),
        mustCheck && knownAs(message, sid) ? now.plus(checkAfter) : null,
        false,
        null);
  }

  /** Should be impossible; if it ever is not, it must not pass in silence. */
  static boolean isOfAnother(Message message, Change.Said said) {
    return message.twilioSid() != null
        && said.sid() != null
        && !message.twilioSid().equals(said.sid());
  }

  private static boolean knownAs(Message message, @Nullable String newSid) {
    return message.twilioSid() != null || newSid != null;
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
        moved || later.moved,
        true,
        true,
        later(sid, later.sid),
        later(errorCode, later.errorCode),
        later(sentFrom, later.sentFrom),
        later(price, later.price),
        later(currency, later.currency),
        later(dueAt, later.dueAt),
        later(settleAt, later.settleAt),
        later.moved ? later.heldBecause : heldBecause,
        later(fallbackAt, later.fallbackAt),
        later(checkAt, later.checkAt),
        isRetry || later.isRetry,
        later(rerouting, later.rerouting));
  }

  private static <T> @Nullable T later(@Nullable T earlier, @Nullable T later) {
    return later != null ? later : earlier;
  }

  /** The message as it is after this, as far as a next change asks. */
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
        sentFrom != null ? sentFrom : message.sentFrom(),
        message.to(),
        message.content(),
        message.encoding(),
        message.segments(),
        message.hold(),
        message.chain(),
        price == null
            ? message.cost()
            : new Message.Cost(
                message.cost().estimated(), message.cost().estimatedCurrency(), price, currency),
        message.reference(),
        message.metadata(),
        sid != null ? sid : message.twilioSid(),
        standingError(),
        message.attempts(),
        message.createdAt(),
        moved ? now : message.updatedAt());
  }

  /** What went wrong before is of no account to what waits to be sent again. */
  private @Nullable Integer standingError() {
    if (status == MessageStatus.ACCEPTED) {
      return null;
    }
    return errorCode != null ? errorCode : message.errorCode();
  }
}
