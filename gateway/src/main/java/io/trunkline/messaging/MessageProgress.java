// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
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
  private final ApplicationEventPublisher events;
  private final Clock clock;

  MessageProgress(
      MessageStore messages,
      TimelineStore timeline,
      ApplicationEventPublisher events,
      Clock clock) {
    this.messages = messages;
    this.timeline = timeline;
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
   * @return false if there is no such message
   */
  boolean report(MessageId id, Report report) {
    var found = messages.lock(id);
    if (found.isEmpty()) {
      return false;
    }
    var before = found.get();
    var status = report.status() == null ? before.status() : before.status().after(report.status());
    var sid = before.twilioSid() == null ? report.sid() : null;
    if (before.twilioSid() != null
        && report.sid() != null
        && !before.twilioSid().equals(report.sid())) {
      // Should be impossible; if it ever is not, it must not pass in silence.
      log.error("{} is known to Twilio twice, as {} and {}", id, before.twilioSid(), report.sid());
    }
    var moved = status != before.status();
    var errorCode = moved ? report.errorCode() : null;
    if (moved || sid != null) {
      messages.move(before, status, sid, errorCode, Storage.storable(clock.instant()));
    }
    append(id, moved ? status : null, report);
    if (moved) {
      announce(before.account(), id, status);
    }
    return true;
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
