// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.HandoverStore.Handover;
import io.trunkline.messaging.MessageProgress.Report;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioMessage;
import io.trunkline.twilio.TwilioQuery;
import io.trunkline.twilio.TwilioSearch;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Settles the messages of which nobody knows whether Twilio took them, by Twilio's own list: found,
 * and they move on; absent in several searches some time apart, and they wait to be sent again.
 * While Twilio does not answer, they stay unconfirmed.
 */
final class UnconfirmedSweep {

  private static final Logger log = LoggerFactory.getLogger(UnconfirmedSweep.class);

  private static final int BATCH = 200;

  /** How far Twilio's clock may be behind ours. Its dates are cut to the second, too. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(2);

  private final HandoverStore handovers;
  private final MessageStore messages;
  private final MessageProgress progress;
  private final Twilio twilio;
  private final TransactionOperations transactions;
  private final Settings settings;

  /** The clock and what to settle by. */
  record Settings(MessagingProperties properties, Clock clock) {}

  UnconfirmedSweep(
      HandoverStore handovers,
      MessageStore messages,
      MessageProgress progress,
      Twilio twilio,
      TransactionOperations transactions,
      Settings settings) {
    this.handovers = handovers;
    this.messages = messages;
    this.progress = progress;
    this.twilio = twilio;
    this.transactions = transactions;
    this.settings = settings;
  }

  /** One round: first what dead workers have left behind, then what is due to be settled. */
  void sweep() {
    transactions.executeWithoutResult(status -> doubtLapsed());
    var silent = new HashSet<AccountId>();
    List<Handover> due;
    do {
      due = handovers.toSettle(settings.clock().instant(), BATCH);
      for (var doubtful : due) {
        // Where one search has just gone unanswered, the next would only wait as long.
        if (silent.contains(doubtful.account()) || !isAnswered(doubtful)) {
          silent.add(doubtful.account());
          transactions.executeWithoutResult(status -> askAgain(doubtful, doubtful.timesAbsent()));
        }
      }
    } while (due.size() == BATCH);
  }

  private void doubtLapsed() {
    for (var id : handovers.doubtLapsed(Storage.storable(settings.clock().instant()))) {
      log.warn("{} was left behind by a dead worker; Twilio's records are searched for it", id);
      progress.note(
          id,
          MessageStatus.UNCONFIRMED,
          Source.HANDOVER,
          "Its worker is gone; nobody knows whether it was handed over");
    }
  }

  /** Whether a search has settled it, or has brought it a step further. */
  private boolean isAnswered(Handover doubtful) {
    var since = doubtful.startedAt().minus(CLOCKS_APART);
    var query = TwilioQuery.to(Channel.SMS, doubtful.to(), since);
    try {
      return switch (twilio.findMessages(doubtful.account(), query)) {
        case TwilioSearch.Found(var found) -> {
          transactions.executeWithoutResult(status -> settle(doubtful, found));
          yield true;
        }
        case TwilioSearch.NoAnswer(var why) -> {
          log.warn(
              "{} stays unconfirmed, Twilio's records could not be searched: {}", doubtful, why);
          yield false;
        }
      };
    } catch (DuplicateKeyException e) {
      // A callback has bound the SID while we searched; the next round sees it.
      log.info("{} stays unconfirmed for another round: a callback was faster", doubtful);
      return true;
    }
  }

  /**
   * Found is a text of the same body that no message of ours is bound to, the oldest first. Absent
   * it is only if nothing else unaccounted for went from this sender to this recipient either:
   * Twilio may have changed the body.
   */
  private void settle(Handover doubtful, List<TwilioMessage> newestFirst) {
    var candidates =
        newestFirst.reversed().stream().filter(message -> mayBe(doubtful, message)).toList();
    var sids = candidates.stream().map(TwilioMessage::sid).toList();
    var bound = messages.knownSids(doubtful.account(), sids);
    var unbound = candidates.stream().filter(message -> !bound.contains(message.sid())).toList();
    var alike = unbound.stream().filter(message -> hasBody(doubtful, message)).findFirst();
    if (alike.isPresent()) {
      found(doubtful, alike.get());
    } else if (unbound.isEmpty()) {
      absent(doubtful);
    } else {
      log.error(
          "{} stays unconfirmed: its body is not in Twilio's records, but {} went from its sender"
              + " to its recipient and belongs to no message of ours. Compare them by hand.",
          doubtful,
          unbound.getFirst());
      askAgain(doubtful, doubtful.timesAbsent());
    }
  }

  private static boolean mayBe(Handover doubtful, TwilioMessage message) {
    var from = doubtful.from();
    var created = message.dateCreated();
    return (from.equals(message.from()) || from.equals(message.messagingServiceSid()))
        && (message.direction() == null || message.direction().equals("outbound-api"))
        && (created == null || !created.isBefore(doubtful.startedAt().minus(CLOCKS_APART)));
  }

  /**
   * A text that Twilio has redacted has no body left; then everything else must do. A trial account
   * gets a sentence put in front.
   */
  private static boolean hasBody(Handover doubtful, TwilioMessage message) {
    return message.body().isEmpty() || message.body().strip().endsWith(doubtful.body().strip());
  }

  private void found(Handover doubtful, TwilioMessage message) {
    var known = Optional.ofNullable(message.status()).flatMap(MessageStatus::ofTwilio);
    progress.report(
        doubtful.account(),
        doubtful.id(),
        new Report(
            Source.SEARCH,
            message.sid(),
            known.orElse(MessageStatus.QUEUED),
            message.status(),
            message.errorCode(),
            "Found in Twilio's records"));
  }

  private void absent(Handover doubtful) {
    var times = doubtful.timesAbsent() + 1;
    if (times < settings.properties().absences()) {
      if (askAgain(doubtful, times)) {
        progress.note(
            doubtful.id(),
            new Report(Source.SEARCH, null, null, null, null, "Not in Twilio's records so far"));
      }
      return;
    }
    var now = Storage.storable(settings.clock().instant());
    if (handovers.sendAgain(doubtful, now)) {
      log.info("{} is not in Twilio's records and is handed over again", doubtful);
      progress.note(
          doubtful.id(),
          MessageStatus.ACCEPTED,
          Source.SEARCH,
          "Not in Twilio's records, %d times: handed over again".formatted(times));
    }
  }

  private boolean askAgain(Handover doubtful, int timesAbsent) {
    var at = settings.clock().instant().plus(settings.properties().settleAgainAfter());
    return handovers.settleLater(doubtful, timesAbsent, Storage.storable(at));
  }
}
