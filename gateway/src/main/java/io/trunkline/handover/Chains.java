// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageFailed;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.Outbox;
import io.trunkline.twilio.Consequence;
import io.trunkline.twilio.TwilioError;
import io.trunkline.twilio.TwilioErrors;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Moves on to the next channel of a message: when it failed in a way that another channel may not,
 * and when it has not arrived in time. Never while it is in doubt whether Twilio has it.
 */
final class Chains {

  private static final int BATCH = 200;

  private final Outbox outbox;
  private final Circuits circuits;

  Chains(Outbox outbox, Circuits circuits) {
    this.outbox = outbox;
    this.circuits = circuits;
  }

  /** In the transaction in which the message fails. */
  void failed(MessageFailed event) {
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

  /** What has not arrived in the time that its sender has set. */
  void moveOnFromTheLate() {
    List<MessageId> late;
    do {
      late = outbox.toFallBack(BATCH);
      late.forEach(id -> outbox.fallBack(id, "Not delivered in time"));
    } while (late.size() == BATCH);
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
