// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.trunkline.consent.AskOptIn;
import io.trunkline.consent.ConsentEvent;
import io.trunkline.consent.ConsentScope;
import io.trunkline.consent.Consents;
import io.trunkline.consent.Evidence;
import io.trunkline.consent.OptIns;
import io.trunkline.consent.Recipient;
import io.trunkline.consent.Recipients;
import io.trunkline.consent.RulingRecord;
import io.trunkline.consent.Statement;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.Purpose;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages go when the law of their recipients, and their own wish, lets them. */
class LawfulTimesTest extends MessagingStage {

  private static final ZoneId FLORIDA = ZoneId.of("America/New_York");
  private static final AtomicInteger LAST = new AtomicInteger(100);

  private String floridian = "";

  LawfulTimesTest() {
    super("trunkline.policy.countries=any");
  }

  @BeforeEach
  void meetAFloridian() {
    floridian = "+1305555%04d".formatted(LAST.incrementAndGet());
  }

  private Instant now() {
    return gateway.get(Clock.class).instant();
  }

  /** Goes on until it is so late there, today or tomorrow. */
  private void goOnUntil(String hour) {
    gateway.emulator.clock().advance(Duration.between(now(), next(hour)));
  }

  private Instant next(String hour) {
    var there = now().atZone(FLORIDA);
    var today = there.with(LocalTime.parse(hour));
    return (today.isAfter(there) ? today : today.plusDays(1)).toInstant();
  }

  private List<RulingRecord> rulings(Message message) {
    return gateway.get(Consents.class).rulings(account, message.id().value());
  }

  @Test
  void waitUntilItIsMorningThere() {
    goOnUntil("21:00");
    var held = messages.send(SendMessage.to(floridian).body("Acme: shoes! Reply STOP to opt out"));

    assertThat(held.status()).isEqualTo(MessageStatus.HELD);
    assertThat(held.hold().because()).isEqualTo(HeldBecause.QUIET_HOURS);
    assertThat(held.hold().until()).isEqualTo(next("08:00"));
    assertThat(rulings(held)).extracting(RulingRecord::outcome).containsExactly("defer");

    goOnUntil("08:00");
    awaitStatus(held.id(), MessageStatus.DELIVERED);
    var rulings = rulings(held);
    assertThat(rulings).extracting(RulingRecord::outcome).containsExactly("defer", "send");
    assertThat(rulings.getLast().rules()).contains("us-hours", "us-fl-hours", "us-fl-cap");
    assertThat(rulings.getLast().localTimes().get("America/New_York")).contains("T08:00");
    assertThat(rulings.getLast().zoneSource()).isEqualTo("number");
  }

  @Test
  void doNotWaitIfTheyAreNotMarketing() {
    goOnUntil("21:00");

    var sent = messages.send(SendMessage.to(floridian).body("4711").purpose(Purpose.OTP));

    awaitStatus(sent.id(), MessageStatus.DELIVERED);
  }

  @Test
  void areRefusedIfTheyAreNotWorthSendingByThen() {
    goOnUntil("21:00");

    var refusal =
        refusalOf(SendMessage.to(floridian).body("Acme: shoes!").validFor(Duration.ofHours(2)));

    assertThat(refusal.refusal().code()).isEqualTo(MessageRefusal.QUIET_HOURS);
    assertThat(refusal.refusal().detail()).contains("us-fl-hours").contains("rul_");
  }

  @ParameterizedTest
  @CsvSource({"MARKETING, HELD", "INFORMATIONAL, DELIVERED"})
  void waitUntilItIsMorningIfTheyAskForMarketing(Purpose purpose, MessageStatus status) {
    goOnUntil("02:00");

    var asked = gateway.get(OptIns.class).ask(question(purpose, Duration.ofDays(1)));

    var message = awaitStatus(MessageId.parse(asked.message()), status);
    assertThat(message.hold().expiresAt())
        .isCloseTo(asked.expiresAt(), within(1, ChronoUnit.SECONDS));
  }

  @Test
  void areNotAskedInIfTheAnswerCountsNoMoreByThen() {
    goOnUntil("02:00");

    var refusal =
        catchThrowableOfType(
                RefusalException.class,
                () ->
                    gateway.get(OptIns.class).ask(question(Purpose.MARKETING, Duration.ofHours(1))))
            .refusal();

    assertThat(refusal.code()).isEqualTo(MessageRefusal.QUIET_HOURS);
  }

  private AskOptIn question(Purpose purpose, Duration patience) {
    return new AskOptIn(
        new Statement(
            account,
            new PhoneNumber(floridian),
            ConsentScope.ALL,
            ConsentEvent.Kind.GRANTED,
            Set.of(purpose),
            ConsentLevel.EXPRESS,
            ConsentEvent.Source.DOUBLE_OPT_IN,
            Evidence.NONE,
            "Acme: offers? Reply YES, or STOP to opt out",
            now()),
        OUR_NUMBER,
        null,
        patience);
  }

  @Test
  void areRefusedInAPreviewWithoutARulingThatIsNotKept() {
    goOnUntil("02:00");
    var offer = SendMessage.to(floridian).body("Acme: shoes!").validFor(Duration.ofHours(2));

    var refusal =
        catchThrowableOfType(RefusalException.class, () -> messages.preview(offer)).refusal();

    assertThat(refusal.detail()).contains("us-fl-hours").doesNotContain("rul_");
  }

  @Test
  void goAtOnceIfTheyBecomeWhatMayGo() {
    goOnUntil("21:00");
    var held =
        messages.send(
            SendMessage.to(floridian).body("Acme: we moved").validFor(Duration.ofHours(20)));
    assertThat(held.hold().because()).isEqualTo(HeldBecause.QUIET_HOURS);

    var edited =
        messages.edit(account, held.id(), EditMessage.NOTHING.purpose(Purpose.TRANSACTIONAL));

    assertThat(edited.hold().expiresAt()).isEqualTo(held.hold().expiresAt());
    awaitStatus(held.id(), MessageStatus.DELIVERED);
  }

  @Test
  void arePutOffNoFurtherThanTheyAreWorth() {
    goOnUntil("21:00");
    var held =
        messages.send(SendMessage.to(floridian).body("Acme: sale").validFor(Duration.ofHours(20)));
    var tomorrow = now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(37));

    assertThat(
            catchThrowableOfType(
                    RefusalException.class,
                    () -> messages.edit(account, held.id(), EditMessage.NOTHING.sendAt(tomorrow)))
                .refusal()
                .detail())
        .contains("valid_for");
    assertThat(
            messages
                .edit(
                    account,
                    held.id(),
                    EditMessage.NOTHING.sendAt(tomorrow).validFor(Duration.ofHours(1)))
                .hold()
                .expiresAt())
        .isEqualTo(tomorrow.plus(Duration.ofHours(1)));
  }

  @Test
  void waitIfTheHoursCloseBeforeTwilioWouldBeDone() {
    goOnUntil("19:59:45");

    var held = messages.send(SendMessage.to(floridian).body("Acme: shoes!"));

    assertThat(held.hold().because()).isEqualTo(HeldBecause.QUIET_HOURS);
    assertThat(Duration.between(now(), held.hold().until())).isGreaterThan(Duration.ofHours(11));
  }

  @Test
  void goByWhereTheRecipientIsKnownToBe() {
    goOnUntil("13:00");
    gateway
        .get(Recipients.class)
        .put(
            account,
            PhoneNumber.parse(floridian),
            new Recipient(KnownPlace.NOTHING.in(ZoneId.of("Asia/Tokyo")), null, null));
    var evening = now().atZone(ZoneId.of("Asia/Tokyo")).plusDays(1).with(LocalTime.of(15, 0));

    var held =
        messages.send(
            SendMessage.to(floridian)
                .body("Acme: shoes!")
                .sendAtLocal(new WallClock(evening.toLocalDateTime())));

    assertThat(held.hold().until()).isEqualTo(evening.toInstant());
  }

  /** Late is when it counts: what was lawful when it was accepted need not be when it leaves. */
  @Test
  void areAskedAboutAgainWhenTheyLeave() {
    goOnUntil("13:00");
    var later =
        messages.send(
            SendMessage.to(floridian).body("Acme: shoes!").sendAt(now().plus(Duration.ofHours(1))));
    assertThat(later.hold().because()).isEqualTo(HeldBecause.SEND_AT);

    gateway
        .get(Recipients.class)
        .put(
            account,
            PhoneNumber.parse(floridian),
            new Recipient(KnownPlace.NOTHING, WeekHours.parse("mon-sun=16:00-17:00"), null));
    goOnUntil("14:00");

    await().until(() -> rulings(later).size() == 1);
    awaitStatus(later.id(), MessageStatus.HELD);
    var held = messages.find(account, later.id()).orElseThrow();
    assertThat(held.hold().because()).isEqualTo(HeldBecause.QUIET_HOURS);
    assertThat(held.attempts()).isEqualTo(1);
    assertThat(details(later.id()).getLast()).contains("own-wish");

    goOnUntil("16:00");
    awaitStatus(later.id(), MessageStatus.DELIVERED);
  }

  @Test
  void areNotMoreThanTheLawAllowsWithinADay() {
    goOnUntil("13:00");
    for (int i = 0; i < 3; i++) {
      awaitStatus(
          messages.send(SendMessage.to(floridian).body("Acme " + i)).id(), MessageStatus.DELIVERED);
    }

    var fourth = messages.send(SendMessage.to(floridian).body("Acme 4"));

    assertThat(fourth.hold().because()).isEqualTo(HeldBecause.FREQUENCY_CAP);
    assertThat(fourth.hold().until())
        .isBetween(now().plus(Duration.ofHours(23)), now().plus(Duration.ofHours(24)));
    gateway.emulator.clock().advance(Duration.ofHours(24));
    awaitStatus(fourth.id(), MessageStatus.DELIVERED);
  }

  @Test
  void countForNothingIfTheyNeverWent() {
    goOnUntil("13:00");
    for (int i = 0; i < 3; i++) {
      gateway.emulator.faults(
          1,
          FaultRule.of(FaultKind.STATUS_BEFORE)
              .on("POST", "/Messages.json")
              .times(1)
              .status(400, 21211));
      awaitStatus(
          messages.send(SendMessage.to(floridian).body("Acme " + i)).id(), MessageStatus.FAILED);
    }

    var fourth = messages.send(SendMessage.to(floridian).body("Acme 4"));

    awaitStatus(fourth.id(), MessageStatus.DELIVERED);
  }

  @Test
  void countForNothingWhileAPersonHasToDecide() {
    goOnUntil("18:00");
    for (int i = 0; i < 3; i++) {
      gateway.emulator.faults(
          1,
          FaultRule.of(FaultKind.STATUS_BEFORE)
              .on("POST", "/Messages.json")
              .times(1)
              .status(400, 21618));
      awaitStatus(
          messages.send(SendMessage.to(floridian).body("Acme " + i)).id(), MessageStatus.HELD);
    }

    var fourth = messages.send(SendMessage.to(floridian).body("Acme 4"));

    awaitStatus(fourth.id(), MessageStatus.DELIVERED);
  }

  @Test
  void areDecidedAboutAnewWhenTheyChange() {
    goOnUntil("02:00");
    var held = messages.send(SendMessage.to(floridian).body("Acme: shoes!"));

    messages.edit(account, held.id(), EditMessage.NOTHING.body("Acme: boots!"));

    assertThat(rulings(held)).extracting(RulingRecord::outcome).containsExactly("defer", "defer");
  }

  @Test
  void areRefusedByARulingThatIsKeptIfTheyMayNotBeWhatTheyAreToBe() {
    goOnUntil("02:00");
    var held = messages.send(SendMessage.to(floridian).body("Acme: shoes!"));
    new InboundWebhook(gateway).answerTo(floridian, "STOP");

    var refusal =
        catchThrowableOfType(
            RefusalException.class,
            () -> messages.edit(account, held.id(), EditMessage.NOTHING.body("Acme: boots!")));

    assertThat(refusal.refusal().code()).isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
    assertThat(refusal.refusal().detail()).contains(rulings(held).getLast().publicId());
    assertThat(messages.find(account, held.id()).orElseThrow().body()).isEqualTo("Acme: shoes!");
  }
}
