// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import io.trunkline.dispatch.Brakes;
import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import io.trunkline.dispatch.RetrySchedule;
import io.trunkline.messaging.Handover;
import io.trunkline.numbers.Numbers;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Consequence;
import io.trunkline.twilio.TwilioAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows down where Twilio says that we are too fast: an account from which it takes no more
 * requests for now, a sender whose queue at Twilio is full. The others of the account, and the
 * other senders, go on.
 */
final class HoldBacks {

  private static final Logger log = LoggerFactory.getLogger(HoldBacks.class);

  private final Brakes brakes;
  private final Numbers numbers;
  private final HandoverProperties properties;
  private final Clock clock;

  /** What waits, and until when. */
  record HoldBack(Collection<Limit> limits, Instant until) {}

  HoldBacks(Brakes brakes, Numbers numbers, HandoverProperties properties, Clock clock) {
    this.brakes = brakes;
    this.numbers = numbers;
    this.properties = properties;
    this.clock = clock;
  }

  /** What this answer says is too fast; empty if nothing. */
  Optional<HoldBack> of(Handover handover, TwilioAnswer answer) {
    return switch (answer) {
      case TwilioAnswer.Throttled(var asked) ->
          Optional.of(
              new HoldBack(ofAccount(handover.account()), until(asked != null ? asked : pause())));
      case TwilioAnswer.Refused(var error) when error.consequence() == Consequence.SENDER_BUSY ->
          // There are ten hours of texts in its queue at Twilio.
          Optional.of(new HoldBack(ofSender(handover), until(properties.retryLongest())));
      case TwilioAnswer.Refused _,
          TwilioAnswer.Taken _,
          TwilioAnswer.NotReached _,
          TwilioAnswer.Unknown _ ->
          Optional.empty();
    };
  }

  void apply(HoldBack holdBack) {
    log.warn(
        "Too fast for Twilio: {} limits wait until {}", holdBack.limits().size(), holdBack.until());
    brakes.holdBack(holdBack.limits(), holdBack.until());
  }

  /** The paces that all its lanes keep; if they share none, each of its senders. */
  private Set<Limit> ofAccount(AccountId account) {
    var lanes = lanes(account);
    var all = lanes.stream().flatMap(lane -> lane.limits().stream()).collect(Collectors.toSet());
    var shared = new HashSet<>(all);
    lanes.forEach(lane -> shared.retainAll(lane.limits()));
    return shared.isEmpty() ? all : shared;
  }

  private Set<Limit> ofSender(Handover handover) {
    var sender = numbers.find(handover.account(), handover.from());
    return lanes(handover.account()).stream()
        .flatMap(lane -> lane.limits().stream())
        .filter(limit -> sender.filter(one -> one.id().value().equals(limit.id())).isPresent())
        .collect(Collectors.toSet());
  }

  private List<Lane> lanes(AccountId account) {
    return numbers.lanesByAccount().getOrDefault(account, List.of());
  }

  private Duration pause() {
    return new RetrySchedule(properties.retryFirst(), properties.retryLongest())
        .delay(1, ThreadLocalRandom.current());
  }

  private Instant until(Duration pause) {
    return Storage.storable(clock.instant().plus(pause));
  }
}
