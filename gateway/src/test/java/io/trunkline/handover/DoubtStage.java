// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.Unsettled;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.OutboundMessage;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioAnswer;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A gateway that looks for what is in doubt when it is told to. */
class DoubtStage extends MessagingStage {

  DoubtStage(String... properties) {
    super(properties);
  }

  final int timesAbsent(MessageId id) {
    return gateway.get(Unsettled.class).begun(account, id).orElseThrow().timesAbsent();
  }

  final boolean isUndecided(MessageId id) {
    return messages.find(account, id).orElseThrow().hold().undecidedSince() != null;
  }

  /** Loses the next message on its way to Twilio or back, and all callbacks. */
  final void lost(FaultKind fault) {
    gateway.emulator.faults(
        1,
        FaultRule.of(fault).on("POST", "/Messages.json").times(1),
        FaultRule.of(FaultKind.CALLBACK_LOST));
  }

  final void sweepUntil(Callable<Boolean> settled) {
    var sweep = gateway.get(UnconfirmedSweep.class);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              sweep.sweep();
              return settled.call();
            });
  }

  final boolean isHandedOver(MessageId id) {
    return statusOf(id).compareTo(MessageStatus.UNCONFIRMED) > 0;
  }

  /** From our number to the same recipient, by somebody who is not us; its SID. */
  final String writeFromElsewhere(String body) {
    var text = OutboundMessage.text(OUR_NUMBER, PhoneNumber.parse(alice), body, null);
    var answer = gateway.get(Twilio.class).createMessage(account, text);
    return ((TwilioAnswer.Taken) answer).message().sid();
  }
}
