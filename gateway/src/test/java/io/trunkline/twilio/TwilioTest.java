// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.phone.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class TwilioTest {

  private static final String OURS = EmulatorOptions.NUMBERS.getFirst();
  private static final PhoneNumber ALICE = PhoneNumber.parse("+14155550171");
  private static final Instant LONG_AGO = Instant.EPOCH.plus(Duration.ofDays(1));

  private static TwilioEmulator emulator;
  private static TwilioRoom room;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    room =
        TwilioRoom.start(
            "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
            "trunkline.account.twilio.auth-token=" + emulator.authToken(),
            "trunkline.twilio.base-url=" + emulator.baseUrl(),
            "trunkline.twilio.response-timeout=400ms");
  }

  @AfterAll
  static void stop() {
    room.close();
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
    emulator.faults(1);
  }

  @Test
  void handsOverAText() {
    var answer = send("Your table is ready");

    assertThat(answer)
        .isInstanceOfSatisfying(
            TwilioAnswer.Taken.class,
            taken -> {
              assertThat(taken.message().sid()).matches("SM[0-9a-f]{32}");
              assertThat(taken.message().to()).isEqualTo(ALICE.e164());
              assertThat(taken.message().from()).isEqualTo(OURS);
              assertThat(taken.message().status()).isEqualTo("queued");
              assertThat(taken.message().body()).isEqualTo("Your table is ready");
              assertThat(taken.message().dateCreated()).isNotNull();
            });
    assertThat(emulator.ledger().count(ALICE.e164(), "Your table is ready")).isEqualTo(1);
  }

  @Test
  void readsTwiliosDatesInUtc() {
    var before = Instant.now().minusSeconds(2);

    var answer = send("now");

    assertThat(answer)
        .isInstanceOfSatisfying(
            TwilioAnswer.Taken.class,
            taken ->
                assertThat(taken.message().dateCreated())
                    .isBetween(before, Instant.now().plusSeconds(2)));
  }

  @Test
  void passesOnWhyTwilioRefuses() {
    var answer =
        room.twilio()
            .createMessage(
                room.account().id(), OutboundMessage.text("+14155559999", ALICE, "hello", null));

    assertThat(answer)
        .isInstanceOfSatisfying(
            TwilioAnswer.Refused.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo(21606);
              assertThat(refused.error().consequence()).isEqualTo(Consequence.OTHER_SENDER);
            });
  }

  @Test
  void says429IsThrottled() {
    emulator.faults(1, FaultRule.of(FaultKind.THROTTLE));

    assertThat(send("much")).isInstanceOf(TwilioAnswer.Throttled.class);
    assertThat(emulator.ledger().entries()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STATUS_AFTER", "TIMEOUT_AFTER", "CUT_AFTER"})
  void doesNotKnowWhatBecameOfATextWhoseAnswerIsLost(FaultKind fault) {
    emulator.faults(1, FaultRule.of(fault).delay(Duration.ofSeconds(2)));

    assertThat(send("once")).isInstanceOf(TwilioAnswer.Unknown.class);
    assertThat(emulator.ledger().count(ALICE.e164(), "once")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"STATUS_BEFORE", "TIMEOUT_BEFORE", "CUT_BEFORE"})
  void doesNotClaimToKnowThatATextWasNotSent(FaultKind fault) {
    emulator.faults(1, FaultRule.of(fault).delay(Duration.ofSeconds(2)));

    assertThat(send("none")).isInstanceOf(TwilioAnswer.Unknown.class);
    assertThat(emulator.ledger().entries()).isEmpty();
  }

  @Test
  void findsEveryMessageToANumberOverAllPages() {
    for (int i = 0; i < 230; i++) {
      assertThat(send("text " + i)).isInstanceOf(TwilioAnswer.Taken.class);
    }
    room.twilio()
        .createMessage(
            room.account().id(),
            OutboundMessage.text(OURS, PhoneNumber.parse("+14155550172"), "to Bob", null));

    assertThat(find(LONG_AGO))
        .isInstanceOfSatisfying(
            TwilioSearch.Found.class,
            found ->
                assertThat(found.messages())
                    .hasSize(230)
                    .allSatisfy(message -> assertThat(message.to()).isEqualTo(ALICE.e164()))
                    .extracting(TwilioMessage::body)
                    .doesNotHaveDuplicates());
  }

  @Test
  void leavesOutWhatIsClearlyOlder() {
    send("old");

    assertThat(find(Instant.now().plus(Duration.ofHours(2))))
        .isEqualTo(new TwilioSearch.Found(List.of()));
    // The clocks may differ by up to an hour.
    assertThat(find(Instant.now().plus(Duration.ofMinutes(50))))
        .isInstanceOfSatisfying(
            TwilioSearch.Found.class, found -> assertThat(found.messages()).hasSize(1));
  }

  @Test
  void concludesNothingFromAListThatBreaksOff() {
    for (int i = 0; i < 130; i++) {
      send("text " + i);
    }
    var answers = new ArrayList<TwilioSearch>();
    for (int seed = 0; seed < 40; seed++) {
      emulator.faults(seed, FaultRule.of(FaultKind.CUT_BEFORE).on("GET", "").probability(0.5));
      answers.add(find(LONG_AGO));
    }

    // Two pages: about a quarter of the lists is complete, and a quarter breaks off after the
    // first.
    assertThat(answers)
        .hasAtLeastOneElementOfType(TwilioSearch.NoAnswer.class)
        .hasAtLeastOneElementOfType(TwilioSearch.Found.class)
        .filteredOn(TwilioSearch.Found.class::isInstance)
        .allSatisfy(
            answer ->
                assertThat(answer)
                    .isInstanceOfSatisfying(
                        TwilioSearch.Found.class,
                        found -> assertThat(found.messages()).hasSize(130)));
  }

  @Test
  void refusesToBeCalledInsideATransaction() {
    var transaction = new TransactionTemplate(room.transactions());

    assertThatThrownBy(() -> transaction.execute(_ -> send("never")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transaction.execute(_ -> find(LONG_AGO)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(emulator.ledger().entries()).isEmpty();
  }

  @Test
  void remembersHowTheLastRequestsWent() {
    var before = Instant.now();
    send("fine");
    var between = Instant.now();
    emulator.faults(1, FaultRule.of(FaultKind.STATUS_BEFORE));
    send("not fine");

    var state = room.twilio().state(room.account().id());
    assertThat(state.missing()).isEmpty();
    assertThat(state.lastSuccess()).isBetween(before, between);
    assertThat(state.lastFailure()).isBetween(between, Instant.now());
    assertThat(state.lastFailureWhy()).isEqualTo("HTTP 503");
  }

  @Test
  void sendsNothingWithoutCredentialsAndSaysWhatIsOff() {
    try (var bare = TwilioRoom.start()) {
      var account = bare.account().id();

      assertThat(bare.twilio().createMessage(account, text("never")))
          .isInstanceOf(TwilioAnswer.NotReached.class);
      assertThat(bare.twilio().findMessages(account, TwilioQuery.to(Channel.SMS, ALICE, LONG_AGO)))
          .isInstanceOf(TwilioSearch.NoAnswer.class);
      assertThat(bare.twilio().state(account).missing())
          .singleElement()
          .asString()
          .contains("trunkline.account.twilio");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void refusesATextWithoutASender(String from) {
    assertThatThrownBy(() -> OutboundMessage.text(from, ALICE, "hello", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TwilioAnswer send(String body) {
    return room.twilio().createMessage(room.account().id(), text(body));
  }

  private static OutboundMessage text(String body) {
    @Nullable URI noCallback = null;
    return OutboundMessage.text(OURS, ALICE, body, noCallback);
  }

  private static TwilioSearch find(Instant since) {
    return room.twilio()
        .findMessages(room.account().id(), TwilioQuery.to(Channel.SMS, ALICE, since));
  }
}
