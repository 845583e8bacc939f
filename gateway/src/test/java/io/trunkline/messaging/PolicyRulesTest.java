// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.law.Purpose;
import io.trunkline.policy.PolicyRefusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PolicyRulesTest extends MessagingStage {

  private static final String LINE = "\nReply STOP to opt out";

  PolicyRulesTest() {
    super(
        "trunkline.dispatch.enabled=false",
        "trunkline.policy.sender-name=Acme",
        "trunkline.policy.content-rules.public-shortener=block",
        "trunkline.policy.stop-line.appended-for=marketing",
        "trunkline.policy.velocity=2/PT10M/4");
  }

  @Test
  void warnsOfATextAndSendsIt() {
    var accepted = messages.accept(notice("We are open until six"));

    assertThat(accepted.warnings())
        .extracting(MessagePreview.Warning::code)
        .containsExactly("sender_named");
    assertThat(messages.preview(notice("We are open until six")).warnings())
        .extracting(MessagePreview.Warning::code)
        .contains("sender_named");
    assertThat(messages.accept(notice("Acme: open until six")).warnings()).isEmpty();
  }

  @Test
  void warnsAgainWhenTheRequestIsRepeated() {
    var request = notice("We are open until six").idempotencyKey("open-" + alice);

    var first = messages.accept(request);
    var again = messages.accept(request);

    assertThat(first.warnings()).isNotEmpty();
    assertThat(again.warnings()).isEqualTo(first.warnings());
    assertThat(again.message().id()).isEqualTo(first.message().id());
  }

  @Test
  void takesNoNameFromThoseWhoAnswer() {
    gateway.emulator.handset(alice).texts("Are you open?", TestGateway.OUR_NUMBER);

    await()
        .untilAsserted(() -> assertThat(messages.accept(notice("Until six")).warnings()).isEmpty());
  }

  @Test
  void refusesATextThatThePolicyBlocks() {
    assertThat(refusalOf(notice("Acme: bit.ly/x")).refusal().code())
        .isEqualTo(PolicyRefusal.CONTENT_NOT_ALLOWED);
  }

  @Test
  void sendsToTheCountriesOfItsSendersOnly() {
    var abroad = SendMessage.to("+447700900123").body("Acme: hello").purpose(Purpose.INFORMATIONAL);

    assertThat(refusalOf(abroad).refusal().code()).isEqualTo(PolicyRefusal.COUNTRY_NOT_ALLOWED);
  }

  @Test
  void addsTheStopLineAndCountsItsSegments() {
    var body = "Acme: " + "a".repeat(150);

    var message = messages.preview(text(body)).message();

    assertThat(message.body()).isEqualTo(body + LINE);
    assertThat(message.segments()).isEqualTo(2);
  }

  @Test
  void refusesATextThatTheStopLineMakesTooLong() {
    assertThat(refusalOf(text("Acme: " + "a".repeat(1590))).refusal().code())
        .isEqualTo(MessageRefusal.BODY_TOO_LONG);
  }

  @Test
  void addsNoSecondStopLineToWhatIsChanged() {
    var later = gateway.get(Clock.class).instant().plus(Duration.ofDays(3));
    var held = messages.send(text("Acme: sale").sendAt(later));

    var changed =
        messages.edit(account, held.id(), EditMessage.NOTHING.sendAt(later.plusSeconds(60)));

    assertThat(held.body()).isEqualTo("Acme: sale" + LINE);
    assertThat(changed.body()).isEqualTo("Acme: sale" + LINE);
  }

  @Test
  void limitsCodesToNeighboursAndSaysWhenTheNextMayGo() {
    var exchange = "+1415777";
    var codes =
        List.of("0001", "0002", "0003").stream()
            .map(last -> SendMessage.to(exchange + last).body("Acme: 271828").purpose(Purpose.OTP))
            .toList();

    var results = messages.sendAll(codes);

    assertThat(results.subList(0, 2)).allMatch(SendResult.Accepted.class::isInstance);
    var refusal = ((SendResult.Refused) results.get(2)).refusal();
    assertThat(refusal.code()).isEqualTo(PolicyRefusal.PREFIX_VELOCITY);
    assertThat(Objects.requireNonNull(refusal.retryAfter()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(messages.preview(codes.getFirst().purpose(Purpose.INFORMATIONAL))).isNotNull();
  }

  @Test
  void countsNothingThatIsOnlyPreviewed() {
    var code = SendMessage.to("+14157780001").body("Acme: 271828").purpose(Purpose.OTP);

    for (int i = 0; i < 5; i++) {
      messages.preview(code);
    }

    assertThat(messages.accept(code).warnings()).isEmpty();
  }

  private SendMessage notice(String body) {
    return text(body).purpose(Purpose.INFORMATIONAL);
  }
}
