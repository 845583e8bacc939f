// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioMessage;
import io.trunkline.twilio.TwilioQuery;
import io.trunkline.twilio.TwilioSearch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

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

  private final Outbox outbox;
  private final Twilio twilio;
  private final HandoverProperties properties;
  private final Clock clock;

  UnconfirmedSweep(Outbox outbox, Twilio twilio, HandoverProperties properties, Clock clock) {
    this.outbox = outbox;
    this.twilio = twilio;
    this.properties = properties;
    this.clock = clock;
  }

  /** One round: first what dead workers have left behind, then what is due to be settled. */
  void sweep() {
    doubtLapsed();
    var silent = new HashSet<AccountId>();
    List<Handover> due;
    do {
      due = outbox.toSettle(BATCH);
      for (var doubtful : due) {
        // Where one search has just gone unanswered, the next would only wait as long.
        if (silent.contains(doubtful.account()) || !isAnswered(doubtful)) {
          silent.add(doubtful.account());
          askAgain(doubtful, doubtful.timesAbsent());
        }
      }
    } while (due.size() == BATCH);
  }

  private void doubtLapsed() {
    List<Handover> lapsed;
    do {
      lapsed = outbox.lapsed(BATCH);
      for (var handover : lapsed) {
        log.warn(
            "{} was left behind by a dead worker; Twilio's records are searched for it", handover);
        outbox.record(
            Change.Moved.doubted(
                handover, now(), "Its worker is gone; nobody knows whether it was handed over"));
      }
    } while (lapsed.size() == BATCH);
  }

  /** Whether a search has settled it, or has brought it a step further. */
  private boolean isAnswered(Handover doubtful) {
    var since = doubtful.startedAt().minus(CLOCKS_APART);
    var query = TwilioQuery.to(Channel.SMS, doubtful.to(), since);
    try {
      return switch (twilio.findMessages(doubtful.account(), query)) {
        case TwilioSearch.Found(var found) -> {
          settle(doubtful, found);
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
    var bound = outbox.known(doubtful.account(), sids);
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
    return message.body().isEmpty()
        || message.body().strip().endsWith(doubtful.content().body().strip());
  }

  private void found(Handover doubtful, TwilioMessage message) {
    var known = Optional.ofNullable(message.status()).flatMap(MessageStatus::ofTwilio);
    outbox.record(
        new Change.Reported(
            doubtful.account(),
            doubtful.id(),
            Source.SEARCH,
            new Change.Said(
                message.sid(),
                known.orElse(MessageStatus.QUEUED),
                message.status(),
                message.errorCode(),
                message.from(),
                null,
                null),
            null,
            "Found in Twilio's records"));
  }

  private void absent(Handover doubtful) {
    var times = doubtful.timesAbsent() + 1;
    if (times < properties.absences()) {
      if (askAgain(doubtful, times)) {
        outbox.record(
            new Change.Noted(doubtful.id(), Source.SEARCH, null, "Not in Twilio's records so far"));
      }
      return;
    }
    var again =
        Change.Moved.givenBack(
            doubtful,
            Source.SEARCH,
            now(),
            "Not in Twilio's records, %d times: handed over again".formatted(times));
    // Two that have searched at once count as one search.
    if (askAgain(doubtful, times) && outbox.record(again)) {
      log.info("{} is not in Twilio's records and is handed over again", doubtful);
    }
  }

  private boolean askAgain(Handover doubtful, int timesAbsent) {
    return outbox.settleLater(doubtful, timesAbsent, now().plus(properties.settleAgainAfter()));
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }
}
