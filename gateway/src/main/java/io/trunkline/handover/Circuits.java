// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.account.AccountId;
import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import io.trunkline.dispatch.RetrySchedule;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Consequence;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioAnswer;
import io.trunkline.twilio.TwilioProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which accounts are held back, all of their messages together, because Twilio would take none of
 * them: the account must be repaired first, or Twilio is out of reach. What is held waits and costs
 * no message an attempt. All nodes share this by the database; each keeps it in memory for {@link
 * #MEMORY}, so that what one learns the others know so much later.
 */
public class Circuits {

  static final Duration MEMORY = Duration.ofSeconds(1);

  /** Segments a second while nobody knows whether an account can send again. */
  private static final double TRIAL_PACE = 1;

  private static final Logger log = LoggerFactory.getLogger(Circuits.class);

  private final CircuitStore store;
  private final CircuitNews news;
  private final Twilio twilio;
  private final CircuitProperties properties;
  private final Clock clock;
  private final LoadingCache<Boolean, Map<AccountId, Circuit>> known;
  private final Map<AccountId, Streak> streaks = new ConcurrentHashMap<>();

  /** Requests that went unanswered one after the other, on this node. */
  private record Streak(int length, Instant since) {}

  Circuits(
      CircuitStore store,
      CircuitNews news,
      Twilio twilio,
      CircuitProperties properties,
      Clock clock) {
    this.store = store;
    this.news = news;
    this.twilio = twilio;
    this.properties = properties;
    this.clock = clock;
    this.known = Caffeine.newBuilder().expireAfterWrite(MEMORY).build(key -> store.all());
  }

  /** How it stands with an account. Without credentials on this node, it is open here. */
  public Circuit of(AccountId account) {
    var missing = twilio.state(account).missing();
    return missing.isEmpty()
        ? known.get(true).getOrDefault(account, Circuit.closed(account))
        : Circuit.withoutCredentials(account, missing.getFirst());
  }

  /** Those that are not closed, but for what is only missing on this node. */
  public Collection<Circuit> notClosed() {
    return known.get(true).values();
  }

  /**
   * Lets an account's messages go at once, because somebody knows better; if Twilio still takes
   * none, they are held again. Known to other nodes within {@link #MEMORY}.
   *
   * @return how it stands now
   */
  public Circuit close(AccountId account) {
    streaks.remove(account);
    if (news.closed(account, () -> store.close(account))) {
      log.info("{} is let go by hand", account);
    }
    known.invalidate(true);
    return of(account);
  }

  boolean isOpen(AccountId account) {
    return of(account).state() == CircuitState.OPEN;
  }

  /** Of an account's lanes those that may be claimed, all of them or none. */
  Stream<Lane> admitted(AccountId account, List<Lane> lanes) {
    return switch (of(account).state()) {
      case CLOSED -> lanes.stream();
      case HALF_OPEN -> lanes.stream().map(lane -> onTrial(account, lane));
      case OPEN -> Stream.empty();
    };
  }

  private static Lane onTrial(AccountId account, Lane lane) {
    var trial = Stream.of(new Limit(account.value(), TRIAL_PACE));
    return new Lane(lane.id(), Stream.concat(lane.limits().stream(), trial).toList());
  }

  /** Counts an answer to a request, which is to be done once; cannot fail. */
  void count(AccountId account, TwilioAnswer answer) {
    switch (answer) {
      case TwilioAnswer.NotReached _, TwilioAnswer.Unknown _ -> {
        var now = clock.instant();
        var oldest = now.minus(properties.outageWithin());
        streaks.compute(
            account,
            (key, before) ->
                before == null || before.since().isBefore(oldest)
                    ? new Streak(1, now)
                    : new Streak(before.length() + 1, before.since()));
      }
      case TwilioAnswer.Taken _, TwilioAnswer.Refused _, TwilioAnswer.Throttled _ ->
          streaks.remove(account);
    }
  }

  /** Does what an answer that has been counted means for its account; may be repeated. */
  void heard(AccountId account, TwilioAnswer answer) {
    switch (answer) {
      case TwilioAnswer.Refused(var error) when error.consequence() == Consequence.HOLD_ACCOUNT ->
          open(account, error.toString(), error.code());
      case TwilioAnswer.Taken _, TwilioAnswer.Refused _ -> answered(account);
      case TwilioAnswer.Throttled _ -> {}
      case TwilioAnswer.NotReached(var why) -> unanswered(account, why);
      case TwilioAnswer.Unknown(var why) -> unanswered(account, why);
    }
  }

  private void answered(AccountId account) {
    if (of(account).state() == CircuitState.HALF_OPEN) {
      if (news.closed(account, () -> store.closeAfterTrial(account))) {
        log.info("{} can send again", account);
      }
      known.invalidate(true);
    }
  }

  private void unanswered(AccountId account, String why) {
    var streak = streaks.get(account);
    if ((streak != null && streak.length() >= properties.outageFailures())
        || of(account).state() == CircuitState.HALF_OPEN) {
      open(account, why, null);
    }
  }

  /** Holds an account back. Joins the caller's transaction. */
  void open(AccountId account, String why, @Nullable Integer errorCode) {
    if (isOpen(account)) {
      return;
    }
    var now = Storage.storable(clock.instant());
    if (news.opened(account, () -> store.open(account, why, errorCode, now, now.plus(pause(0))))) {
      log.error("{} is held, all that is to be sent waits: {}", account, why);
    }
    streaks.remove(account);
    known.invalidate(true);
  }

  /** Asks Twilio about what is open and due to be asked about. */
  void probe() {
    for (var due : store.due(clock.instant())) {
      var account = due.account();
      store.probing(due, Storage.storable(clock.instant()).plus(pause(due.probes() + 1)));
      switch (twilio.probe(account)) {
        case TwilioProbe.Fine() -> {
          if (store.halfOpen(account)) {
            log.info("{} may be able to send again: one message a second is tried", account);
          }
        }
        case TwilioProbe.Refused(var error) ->
            store.staysOpen(account, error.toString(), error.code());
        case TwilioProbe.NoAnswer(var why) -> store.staysOpen(account, why, null);
      }
      known.invalidate(true);
    }
  }

  private Duration pause(int probesInVain) {
    return new RetrySchedule(properties.probeFirst(), properties.probeLongest())
        .delay(probesInVain + 1, ThreadLocalRandom.current());
  }
}
