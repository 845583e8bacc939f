// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentQuestion;
import io.trunkline.consent.Consents;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Consequence;
import io.trunkline.twilio.TwilioErrors;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Moves messages forward, writes their timeline and announces what is final. Everything here
 * happens in the caller's transaction.
 */
final class MessageProgress {

  /**
   * What is known of a message, by an answer, a callback or a search of Twilio's.
   *
   * @param sid Twilio's SID of it; null if Twilio never made it
   * @param status where it is now; null if Twilio's word says nothing to us
   */
  record Report(
      TimelineEntry.Source source,
      @Nullable String sid,
      @Nullable MessageStatus status,
      @Nullable String twilioStatus,
      @Nullable Integer errorCode,
      String detail) {}

  private static final Logger log = LoggerFactory.getLogger(MessageProgress.class);

  private final MessageStore messages;
  private final TimelineStore timeline;
  private final Consents consents;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  MessageProgress(
      MessageStore messages,
      TimelineStore timeline,
      Consents consents,
      ApplicationEventPublisher events,
      Clock clock) {
    this.messages = messages;
    this.timeline = timeline;
    this.consents = consents;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The message a SID stands for. Of two messages alike whose handing over is in doubt, a search
   * may bind the SID of the one to the other; from then on the SID says which is which, not the id
   * in the callback's address.
   */
  MessageId identify(AccountId account, String sid, MessageId addressed) {
    return messages.idBySid(account, sid).orElse(addressed);
  }

  /**
   * Applies a report: forward by rank, or not at all but for the timeline.
   *
   * @return false if the account has sent no such message
   */
  boolean report(AccountId account, MessageId id, Report report) {
    var found = messages.lock(account, id);
    if (found.isEmpty()) {
      return false;
    }
    var before = found.get();
    if (isOfAnother(before, report)) {
      // Should be impossible; if it ever is not, it must not pass in silence.
      log.error("{} is known to Twilio twice, as {} and {}", id, before.twilioSid(), report.sid());
      append(id, null, report);
      return true;
    }
    var status = report.status() == null ? before.status() : before.status().after(report.status());
    var moved = status != before.status();
    var newSid = before.twilioSid() == null ? report.sid() : null;
    if (moved || newSid != null) {
      var errorCode = moved ? report.errorCode() : null;
      messages.move(before, status, newSid, errorCode, Storage.storable(clock.instant()));
    }
    append(id, moved ? status : null, report);
    if (moved) {
      hearRefusal(before, report);
      announce(account, id, status);
    }
    return true;
  }

  private static boolean isOfAnother(Message message, Report report) {
    return message.twilioSid() != null
        && report.sid() != null
        && !message.twilioSid().equals(report.sid());
  }

  /** Twilio may know of an opt-out that we have not heard, and says so by refusing a text. */
  private void hearRefusal(Message message, Report report) {
    var code = report.errorCode();
    if (code != null && TwilioErrors.of(code).consequence() == Consequence.OPTED_OUT) {
      consents.twilioRefused(
          new ConsentQuestion(message.account(), message.to(), message.from()), code, report.sid());
    }
  }

  /** Writes into the timeline and changes nothing else. */
  void note(MessageId id, Report report) {
    append(id, null, report);
  }

  /** A move that has been made, in words. */
  void note(MessageId id, MessageStatus status, TimelineEntry.Source source, String detail) {
    append(id, status, new Report(source, null, status, null, null, detail));
  }

  /** Announces a message that has just been inserted. */
  void announceNew(Message message) {
    events.publishEvent(
        message.direction() == Direction.OUTBOUND
            ? new MessageAccepted(message)
            : new MessageReceived(message));
  }

  private void append(MessageId id, @Nullable MessageStatus status, Report report) {
    timeline.append(
        id,
        new TimelineEntry(
            Storage.storable(clock.instant()),
            report.source(),
            status,
            report.twilioStatus(),
            report.errorCode(),
            report.detail()));
  }

  private void announce(AccountId account, MessageId id, MessageStatus status) {
    if (!status.isFinal() || status == MessageStatus.READ) {
      return;
    }
    var message = messages.find(account, id).orElseThrow();
    events.publishEvent(
        status == MessageStatus.DELIVERED
            ? new MessageDelivered(message)
            : new MessageFailed(message));
  }
}
