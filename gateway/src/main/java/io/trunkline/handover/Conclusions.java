// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.messaging.Change;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.messaging.Undecided;
import io.trunkline.messaging.Unsettled;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows for a message in doubt from what a search of Twilio's records has shown. */
final class Conclusions {

  private static final Logger log = LoggerFactory.getLogger(Conclusions.class);

  /** How often what is up to a person is looked for. */
  private static final Duration BESIDE_A_PERSON = Duration.ofHours(1);

  private final Outbox outbox;
  private final Unsettled unsettled;
  private final HandoverProperties properties;
  private final Clock clock;

  Conclusions(Outbox outbox, Unsettled unsettled, HandoverProperties properties, Clock clock) {
    this.outbox = outbox;
    this.unsettled = unsettled;
    this.properties = properties;
    this.clock = clock;
  }

  /** A worker that died has left it. */
  void leftBehind(Handover handover) {
    log.warn("{} was left behind by a dead worker; Twilio's records are searched for it", handover);
    outbox.record(
        Change.Moved.doubted(
            handover, now(), "Its worker is gone; nobody knows whether it was handed over"));
  }

  /**
   * @param verdict null if the search says nothing of it
   */
  void draw(Handover doubtful, Matching.@Nullable Verdict verdict) {
    switch (verdict) {
      case Matching.Verdict.Absent() -> absent(doubtful);
      case Matching.Verdict.Untold(var candidate) ->
          untold(
              doubtful, candidate.sid() + " may be it, or another message that is nobody's here");
      case Matching.Verdict.Found(_) -> {}
      // Settled meanwhile, which the move takes notice of, or one of too many for one round.
      case null -> settleNextRound(doubtful);
    }
  }

  private void settleNextRound(Handover doubtful) {
    var policy = properties.policy(doubtful.purpose());
    unsettled.settleLater(doubtful, doubtful.timesAbsent(), now().plus(policy.searchEvery()));
  }

  /** Whether it was bound to the record; false if somebody else has settled it. */
  boolean found(Handover doubtful, TwilioMessage record) {
    return outbox.record(
        new Change.Reported(
            doubtful.account(),
            doubtful.id(),
            Source.SEARCH,
            TwilioRecord.said(record, MessageStatus.QUEUED),
            null,
            "Found in Twilio's records"));
  }

  private void absent(Handover doubtful) {
    var policy = properties.policy(doubtful.purpose());
    var times = doubtful.timesAbsent() + 1;
    if (doubtful.undecided() == Undecided.UNTOLD) {
      unsettled.settleLater(doubtful, times, now().plus(BESIDE_A_PERSON));
      return;
    }
    // Two that have searched at once count as one search.
    if (!unsettled.settleLater(doubtful, times, now().plus(policy.searchEvery()))) {
      return;
    }
    if (times < policy.absences()) {
      outbox.record(
          new Change.Noted(doubtful.id(), Source.SEARCH, null, "Not in Twilio's records so far"));
    } else if (isWorthless(doubtful, policy)) {
      outbox.record(
          Change.Moved.expired(
              doubtful, Source.SEARCH, "Not in Twilio's records, and not worth sending any more"));
    } else {
      log.info("{} is not in Twilio's records and is handed over again", doubtful);
      outbox.record(
          Change.Moved.givenBack(
              doubtful,
              Source.SEARCH,
              now(),
              "Not in Twilio's records, %d times: handed over again".formatted(times)));
    }
  }

  private boolean isWorthless(Handover doubtful, DoubtPolicy policy) {
    var expiresAt = doubtful.expiresAt();
    var worthFor = policy.worthFor();
    if (expiresAt == null && worthFor != null) {
      expiresAt = doubtful.createdAt().plus(worthFor);
    }
    return expiresAt != null && !expiresAt.isAfter(now());
  }

  /**
   * Twilio does not show its records, which neither counts as an absence nor ends a row of them.
   */
  void unanswered(Handover doubtful) {
    var next = now().plus(properties.policy(doubtful.purpose()).searchEvery());
    leave(doubtful, Undecided.UNANSWERED, doubtful.timesAbsent(), next, "Twilio does not answer");
  }

  /**
   * Twilio has told something of it, perhaps, that is not applied yet and may settle it: neither
   * counts what its records do not show.
   */
  void unheard(Handover doubtful) {
    var next = now().plus(properties.policy(doubtful.purpose()).searchEvery());
    leave(
        doubtful,
        Undecided.UNANSWERED,
        doubtful.timesAbsent(),
        next,
        "What Twilio has told is not applied");
  }

  /** The records are there and do not tell. */
  void untold(Handover doubtful, String why) {
    var policy = properties.policy(doubtful.purpose());
    var pause = isForPerson(doubtful) ? BESIDE_A_PERSON : policy.searchEvery();
    leave(doubtful, Undecided.UNTOLD, 0, now().plus(pause), why);
  }

  /** After long enough somebody has to say what became of it. */
  private void leave(
      Handover doubtful, Undecided because, int timesAbsent, Instant settleAt, String why) {
    var known = doubtful.undecided();
    if (!isForPerson(doubtful) || (known != null && known.compareTo(because) >= 0)) {
      unsettled.settleLater(doubtful, timesAbsent, settleAt);
    } else if (unsettled.leaveToPerson(
        doubtful, because, timesAbsent, settleAt, "Up to a person: " + why)) {
      log.error(
          "{} is up to a person: {}. Say what became of it with POST /v1/messages/{}/decision",
          doubtful,
          why,
          doubtful.id());
    }
  }

  private boolean isForPerson(Handover doubtful) {
    var personAfter = properties.policy(doubtful.purpose()).personAfter();
    return !doubtful.startedAt().plus(personAfter).isAfter(now());
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }
}
