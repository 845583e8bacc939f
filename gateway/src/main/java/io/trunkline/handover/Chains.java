// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.callbacks.Callbacks;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageFailed;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.twilio.Consequence;
import io.trunkline.twilio.TwilioError;
import io.trunkline.twilio.TwilioErrors;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves on to the next channel of a message: when it failed in a way that another channel may not,
 * and when it has not arrived in time. Never while it is in doubt whether Twilio has it, and never
 * once a person has decided: that does not end the doubt.
 */
final class Chains {

  private static final Logger log = LoggerFactory.getLogger(Chains.class);

  private final Outbox outbox;
  private final Circuits circuits;
  private final Callbacks callbacks;
  private final Clock clock;

  Chains(Outbox outbox, Circuits circuits, Callbacks callbacks, Clock clock) {
    this.outbox = outbox;
    this.circuits = circuits;
    this.callbacks = callbacks;
    this.clock = clock;
  }

  /** In the transaction in which the message fails. */
  void failed(MessageFailed event) {
    if (event.source() == Source.PERSON) {
      return;
    }
    var message = event.message();
    var code = message.errorCode();
    var error = code == null ? null : TwilioErrors.of(code);
    if (error != null && consequence(message, error) == Consequence.HOLD_ACCOUNT) {
      circuits.open(message.account(), error.toString(), code);
    }
    if (mayArriveOtherwise(message, error)) {
      var channel = message.channel().name().toLowerCase(Locale.ROOT);
      outbox.fallBack(
          message.id(), "Failed by " + channel + (error == null ? "" : " (" + error + ")"));
    }
  }

  /**
   * What has not arrived in the time that its sender has set, each looked at once.
   *
   * @param some how many are read at a time
   */
  void moveOnFromTheLate(int some) {
    var stuck = new HashSet<MessageId>();
    // That it has arrived may be told already, and wait to be applied.
    var now = clock.instant();
    var heardUntil = callbacks.oldestUntried().filter(now::isAfter).orElse(now);
    var late = outbox.toFallBack(heardUntil, stuck, some);
    while (!late.isEmpty()) {
      var unheard = unheard(late);
      late.stream().filter(id -> unheard.contains(id) || !movesOn(id)).forEach(stuck::add);
      late = outbox.toFallBack(heardUntil, stuck, some);
    }
  }

  /** Those of which Twilio has told something that could not be applied so far. */
  private Set<MessageId> unheard(List<MessageId> late) {
    var paths =
        callbacks.failedAt(
            late.stream().flatMap(id -> HandoverRequests.statusPaths(id).stream()).toList());
    return late.stream()
        .filter(id -> HandoverRequests.statusPaths(id).stream().anyMatch(paths::contains))
        .collect(Collectors.toSet());
  }

  /** Each by itself: what cannot move on, or whose listeners throw, holds up no other. */
  private boolean movesOn(MessageId late) {
    try {
      return outbox.fallBack(late, "Not delivered in time").isPresent();
    } catch (RuntimeException e) {
      log.error("{} is not continued for now: {}", late, e.toString());
      return false;
    }
  }

  private static boolean mayArriveOtherwise(Message message, @Nullable TwilioError error) {
    var status = message.status();
    if (status != MessageStatus.FAILED && status != MessageStatus.UNDELIVERED) {
      return false;
    }
    return error == null
        || switch (consequence(message, error)) {
          case RETRY_LATER,
              SENDER_BUSY,
              OTHER_SENDER,
              OTHER_CHANNEL,
              HOLD_ACCOUNT,
              RECIPIENT_LIMIT ->
              true;
          case FAIL, PARK, OPTED_OUT, OPTED_OUT_OF_MARKETING, EXPIRED -> false;
        };
  }

  /** Whether Twilio had taken it decides what the error means. */
  private static Consequence consequence(Message message, TwilioError error) {
    return message.twilioSid() == null ? error.consequence() : error.afterwards();
  }
}
