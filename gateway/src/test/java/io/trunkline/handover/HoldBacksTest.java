// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.numbers.Numbers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits when Twilio says of one message that we are too fast. */
class HoldBacksTest extends MessagingStage {

  private static final String OTHER_NUMBER = "+14155550101";
  private static final Duration REST = Duration.ofSeconds(2);

  HoldBacksTest() {
    super("trunkline.handover.retry-longest=" + REST, "trunkline.handover.retry-attempts=2");
  }

  @BeforeEach
  void haveAnotherNumber() {
    gateway.get(Numbers.class).register(account, OTHER_NUMBER, 1000.0);
  }

  @Test
  void restsASenderWhoseQueueIsFullAndNoOther() {
    refuses(1);
    var first = refused(OUR_NUMBER);

    var next = messages.send(text("Next").from(OUR_NUMBER));
    var beside = messages.send(text("Beside").from(OTHER_NUMBER));

    assertThat(handedOverAt(beside.id())).isBefore(first.plus(REST));
    assertThat(handedOverAt(next.id())).isAfterOrEqualTo(first.plus(REST));
  }

  @Test
  void doesNotGiveAMessageUpThatOnlyItsSenderKeepsWaiting() {
    refuses(3);

    var sent = messages.send(text("In the end").from(OUR_NUMBER));

    assertThat(awaitStatus(sent.id(), MessageStatus.DELIVERED)).returns(4, Message::attempts);
  }

  @Test
  void letsAllSendersOfAnAccountWaitAsLongAsTwilioAsks() {
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.THROTTLE).on("POST", "/Messages.json").times(1));
    var first = refused(OUR_NUMBER);

    var beside = messages.send(text("Beside").from(OTHER_NUMBER));

    assertThat(handedOverAt(beside.id())).isAfterOrEqualTo(first.plusSeconds(1));
  }

  @Test
  void letsThePaceOfTheAccountWaitWhereItHasOne() {
    gateway.get(Numbers.class).setPace(account, null, 1000);
    letsAllSendersOfAnAccountWaitAsLongAsTwilioAsks();
    gateway.get(Numbers.class).clearPace(account, null);
  }

  /** Sends a text that is refused, and says since when that is known. */
  private Instant refused(String from) {
    var sent = messages.send(text("Too many").from(from));
    await().until(() -> statuses(sent.id()).size() == 2);
    return messages.timeline(account, sent.id()).getLast().at();
  }

  private Instant handedOverAt(MessageId id) {
    awaitStatus(id, MessageStatus.DELIVERED);
    return messages.timeline(account, id).stream()
        .filter(entry -> entry.source() == Source.HANDOVER)
        .findFirst()
        .orElseThrow()
        .at();
  }

  private void refuses(int times) {
    gateway.emulator.faults(
        1,
        FaultRule.of(FaultKind.STATUS_BEFORE)
            .on("POST", "/Messages.json")
            .status(400, 21611)
            .times(times));
  }
}
