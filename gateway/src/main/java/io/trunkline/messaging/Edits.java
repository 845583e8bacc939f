// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.List;

/** Changes messages that wait for their time. */
final class Edits {

  private final MessageStore messages;
  private final HeldStore held;
  private final Drafting drafting;
  private final MessageProgress progress;
  private final Announcements announcements;
  private final Clock clock;

  Edits(
      MessageStore messages,
      HeldStore held,
      Drafting drafting,
      MessageProgress progress,
      Announcements announcements,
      Clock clock) {
    this.messages = messages;
    this.held = held;
    this.drafting = drafting;
    this.progress = progress;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Drafts the message anew, its row locked, and writes all of it or nothing. What was decided
   * about it is kept either way; the transaction is to commit though this refuses.
   */
  void edit(Message known, EditMessage edit) {
    var message = messages.lock(List.of(known.id())).get(known.id());
    if (message == null || !waitsForItsTime(message)) {
      throw tooLate(message == null ? known : message);
    }
    var changes = String.join(", ", edit.changes());
    if (changes.isEmpty()) {
      return;
    }
    var now = Storage.storable(clock.instant());
    var drafts = drafting.begin(List.of(Draft.Order.edit(edit, message)), now);
    drafting.complete(drafts.stream().filter(Draft::isGood).toList(), now);
    drafting.keep(drafts, drafts.stream().filter(Draft::isGood).toList(), now);
    var draft = drafts.getFirst();
    var after = draft.result().orThrow();
    if (!held.rewrite(draft.row())) {
      throw tooLate(message);
    }
    var entry = new TimelineEntry(now, Source.REQUEST, null, null, null, "Changed: " + changes);
    announcements.edited(messages.find(List.of(known.id())).getOrDefault(known.id(), after), entry);
    progress.apply(
        after.hold().until() == null
            ? Change.Moved.released(
                message.id(), Source.REQUEST, now, entry.detail() + "; its time is now")
            : new Change.Noted(message.id(), Source.REQUEST, null, entry.detail()));
  }

  private static boolean waitsForItsTime(Message message) {
    return message.status() == MessageStatus.HELD && message.hold().because() != HeldBecause.PARKED;
  }

  private static RefusalException tooLate(Message message) {
    return Refusal.of(
            MessageRefusal.NOT_WAITING,
            "%s is %s and does not wait for its time"
                .formatted(message.id(), message.status().code()))
        .asException();
  }
}
