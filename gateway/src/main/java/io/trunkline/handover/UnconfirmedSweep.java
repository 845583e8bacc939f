// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.messaging.Handover;
import io.trunkline.messaging.Unsettled;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioMessage;
import io.trunkline.twilio.TwilioQuery;
import io.trunkline.twilio.TwilioSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/**
 * Settles the messages of which nobody knows whether Twilio took them, by Twilio's own list: found,
 * and they move on; absent in several searches some time apart, and they wait to be sent again, or
 * expire. All of one recipient are settled together, by one search. What the list cannot settle in
 * the time that its {@link DoubtPolicy} allows is left to a person, and still looked for; what was
 * left only because Twilio did not answer goes on as before once it does. Absent is nothing of
 * which Twilio has told something that waits to be applied.
 */
final class UnconfirmedSweep {

  private static final Logger log = LoggerFactory.getLogger(UnconfirmedSweep.class);

  private static final int BATCH = 200;

  /** Few enough to leave Twilio and the database to those who send. */
  static final int SEARCHES_AT_ONCE = 16;

  /** After so many without an answer in a row no more are made in that round. */
  static final int MOST_UNANSWERED = SEARCHES_AT_ONCE;

  private final Unsettled unsettled;
  private final Twilio twilio;
  private final Conclusions conclusions;
  private final Unheard unheard;

  /** Whose messages one search finds. */
  private record Recipient(AccountId account, Channel channel, PhoneNumber number) {

    static Recipient of(Handover handover) {
      // Twilio writes the recipients of both alike.
      var channel = handover.channel() == Channel.MMS ? Channel.SMS : handover.channel();
      return new Recipient(handover.account(), channel, handover.to());
    }

    boolean isOf(Handover handover) {
      return equals(of(handover));
    }
  }

  UnconfirmedSweep(Unsettled unsettled, Twilio twilio, Conclusions conclusions, Unheard unheard) {
    this.unsettled = unsettled;
    this.twilio = twilio;
    this.conclusions = conclusions;
    this.unheard = unheard;
  }

  /** One round: first what dead workers have left behind, then what is due to be settled. */
  void sweep() {
    doubtLapsed();
    var unanswered = new ConcurrentHashMap<AccountId, AtomicInteger>();
    List<Handover> due;
    do {
      due = unsettled.toSettle(BATCH);
      var byRecipient = new LinkedHashMap<Recipient, List<Handover>>();
      due.forEach(
          one -> byRecipient.computeIfAbsent(Recipient.of(one), r -> new ArrayList<>()).add(one));
      aFewAtOnce(
          byRecipient.entrySet(), each -> search(each.getKey(), each.getValue(), unanswered));
    } while (due.size() == BATCH);
  }

  private void search(
      Recipient recipient, List<Handover> due, Map<AccountId, AtomicInteger> unanswered) {
    if (recipient.channel() == Channel.VOICE) {
      due.forEach(one -> conclusions.untold(one, "a call cannot be looked for"));
      return;
    }
    var inARow = unanswered.computeIfAbsent(recipient.account(), account -> new AtomicInteger());
    // Where that many have just waited in vain, the next would only wait as long. Fewer say
    // nothing: what fails now and then must not keep all the others in doubt.
    if (inARow.get() < MOST_UNANSWERED && isAnswered(recipient, due)) {
      inARow.set(0);
    } else {
      inARow.incrementAndGet();
      due.forEach(conclusions::unanswered);
    }
  }

  /**
   * In their order, as far as can be, and until the last has ended; an error ends what that thread
   * would do.
   */
  private static <T> void aFewAtOnce(Collection<T> all, Consumer<T> work) {
    var left = new ConcurrentLinkedQueue<>(all);
    var errors = new ConcurrentLinkedQueue<RuntimeException>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < SEARCHES_AT_ONCE; thread++) {
        threads.execute(
            () -> {
              try {
                for (var next = left.poll(); next != null; next = left.poll()) {
                  work.accept(next);
                }
              } catch (RuntimeException e) {
                errors.add(e);
              }
            });
      }
    }
    var first = errors.poll();
    if (first != null) {
      errors.forEach(first::addSuppressed);
      throw first;
    }
  }

  private void doubtLapsed() {
    List<Handover> lapsed;
    do {
      lapsed = unsettled.lapsed(BATCH);
      lapsed.forEach(conclusions::leftBehind);
    } while (lapsed.size() == BATCH);
  }

  /** Whether Twilio has shown its records of the recipient, and they have been gone through. */
  private boolean isAnswered(Recipient recipient, List<Handover> due) {
    var open = unsettled.doubts(recipient.account(), recipient.number(), List.of());
    var since =
        Stream.of(due, open.inDoubt(), open.underWay())
            .flatMap(List::stream)
            .filter(recipient::isOf)
            .map(Handover::startedAt)
            .min(Instant::compareTo)
            .orElseThrow()
            .minus(Likeness.CLOCKS_APART);
    var query = TwilioQuery.to(recipient.channel(), recipient.number(), since);
    var searched = unheard.now();
    return switch (twilio.findMessages(recipient.account(), query)) {
      case TwilioSearch.Found(var found) -> {
        try {
          settle(recipient, due, found, searched);
        } catch (DuplicateKeyException e) {
          // A callback, or another node, has bound the SID since; the next round sees it.
          log.info("{} stay unconfirmed for another round: somebody was faster", due);
        }
        yield true;
      }
      case TwilioSearch.NoAnswer(var why) -> {
        log.warn("{} stay unconfirmed, Twilio's records could not be searched: {}", due, why);
        yield false;
      }
    };
  }

  /** What is being handed over takes part, so that nobody else gets its record. */
  private void settle(
      Recipient recipient, List<Handover> due, List<TwilioMessage> newestFirst, Instant searched) {
    var sids = newestFirst.stream().map(TwilioMessage::sid).toList();
    var doubts = unsettled.doubts(recipient.account(), recipient.number(), sids);
    var rivals =
        Stream.concat(doubts.inDoubt().stream(), doubts.underWay().stream())
            .filter(recipient::isOf)
            .toList();
    var unbound =
        newestFirst.stream().filter(message -> !doubts.bound().contains(message.sid())).toList();
    var verdicts = Matching.of(rivals, doubts.areAll(), unbound);
    for (var doubtful : doubts.inDoubt()) {
      if (verdicts.get(doubtful.id()) instanceof Matching.Verdict.Found(var record)
          && !conclusions.found(doubtful, record)) {
        log.info("{} has been settled meanwhile; its rivals wait for another round", doubtful);
        return;
      }
    }
    var absent =
        due.stream()
            .filter(one -> verdicts.get(one.id()) instanceof Matching.Verdict.Absent)
            .toList();
    var untrue = unheard.among(recipient.account(), absent, searched);
    for (var doubtful : due) {
      if (untrue.contains(doubtful.id())) {
        conclusions.unheard(doubtful);
      } else {
        conclusions.draw(doubtful, verdicts.get(doubtful.id()));
      }
    }
  }
}
