// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.law.Purpose;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.SendResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What Twilio's records tell of messages whose callbacks never came, and what they cost. */
class RecordsReaderTest extends MessagingStage {

  RecordsReaderTest() {
    super(
        "trunkline.prices.fixed[0].channel=sms",
        "trunkline.prices.fixed[0].amount=0.05",
        "trunkline.prices.fixed[0].currency=EUR",
        "trunkline.messaging.check-after=200ms",
        "trunkline.handover.check-every=1h",
        "trunkline.handover.check-again=200ms,200ms,200ms");
  }

  @Test
  void asksForOneMessageWhoseCallbacksNeverCame() throws IOException {
    faults(FaultRule.of(FaultKind.CALLBACK_LOST));
    var sent = messages.send(text("Silence")).id();

    readUntil(() -> isPriced(sent));

    assertThat(messages.find(account, sent).orElseThrow())
        .returns(MessageStatus.DELIVERED, Message::status)
        .returns(1, Message::attempts)
        .returns("USD", message -> message.cost().currency());
    assertThat(details(sent)).contains("Read in Twilio's records");
    assertThat(requests("/Messages/")).isPositive();
  }

  @Test
  void readsThePriceOfWhatItsCallbacksHaveTold() {
    var sent = deliver("Paid for").id();

    readUntil(() -> isPriced(sent));

    var cost = messages.find(account, sent).orElseThrow().cost();
    assertThat(cost.actual()).isPositive().isLessThan(BigDecimal.ONE);
    assertThat(cost.currency()).isEqualTo("USD");
    assertThat(cost.estimated()).isEqualTo("0.05");
    assertThat(cost.estimatedCurrency()).isEqualTo("EUR");
    assertThat(toCheck(sent)).isFalse();
  }

  @Test
  void readsThousandsOffAListByAFewRequests() throws IOException {
    faults(FaultRule.of(FaultKind.CALLBACK_LOST));
    var sent =
        messages
            .sendAll(
                IntStream.range(0, 1000)
                    .mapToObj(n -> text("Text " + n).purpose(Purpose.TRANSACTIONAL))
                    .toList())
            .stream()
            .map(SendResult::orThrow)
            .map(Message::id)
            .toList();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> textsAt(alice).size() == 1000 && sent.stream().noneMatch(this::isWaiting));

    readUntil(() -> sent.stream().allMatch(this::isPriced));

    assertThat(sent).allMatch(id -> statusOf(id) == MessageStatus.DELIVERED);
    assertThat(requests("/Messages/")).isZero();
    assertThat(requests("/Messages.json")).isBetween(1, 20);
  }

  @Test
  void triesAgainInTheNextRoundWhatTwilioDoesNotAnswer() {
    var sent = deliver("Patience").id();
    gateway.emulator.faults(1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "").times(2));

    readUntil(() -> isPriced(sent));

    assertThat(statusOf(sent)).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void asksNoMoreForWhatTwilioHasNoRecordOf() {
    var sent = deliver("Gone").id();
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Messages/").status(404));

    readUntil(() -> details(sent).contains("Twilio has no record of it any more"));

    assertThat(toCheck(sent)).isFalse();
  }

  @Test
  void givesUpWhenItsScheduleIsOver() {
    gateway.emulator.handset(alice).fate(Fate.NO_RECEIPT);
    var sent = messages.send(text("Never told")).id();
    awaitStatus(sent, MessageStatus.SENT);

    readUntil(() -> !toCheck(sent));

    assertThat(statusOf(sent)).isEqualTo(MessageStatus.SENT);
  }

  private boolean isWaiting(MessageId id) {
    return statusOf(id).compareTo(MessageStatus.QUEUED) < 0;
  }

  private boolean isPriced(MessageId id) {
    return messages.find(account, id).orElseThrow().cost().actual() != null;
  }

  /** Whether its records are to be read now or later. */
  private boolean toCheck(MessageId id) {
    return gateway
        .database
        .jdbc()
        .sql("SELECT check_at IS NOT NULL FROM trunkline.messages WHERE id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  private void readUntil(Callable<Boolean> read) {
    var reader = gateway.get(RecordsReader.class);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              reader.read();
              return read.call();
            });
  }

  /** With two faults more that harm nobody and count the requests. */
  private void faults(FaultRule fault) {
    gateway.emulator.faults(1, fault, counting("/Messages.json"), counting("/Messages/"));
  }

  private static FaultRule counting(String path) {
    return FaultRule.of(FaultKind.SLOW).on("GET", path).delay(Duration.ZERO);
  }

  private int requests(String path) throws IOException {
    try (var json =
        URI.create(gateway.emulator.baseUrl() + "/_emulator/faults").toURL().openStream()) {
      var rules = JsonMapper.shared().readTree(json).path("rules");
      return StreamSupport.stream(rules.spliterator(), false)
          .filter(rule -> rule.path("path").asString("").equals(path))
          .mapToInt(rule -> rule.path("struck").asInt())
          .sum();
    }
  }
}
