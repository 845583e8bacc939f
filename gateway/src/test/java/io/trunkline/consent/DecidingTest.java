// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.law.Decision;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.Purpose;
import io.trunkline.law.Reason;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.policy.Policy;
import io.trunkline.policy.Strictness;
import io.trunkline.policy.TestPolicies;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ledger, recipient, policy, contacts and law, put together. */
class DecidingTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final TransactionTemplate TRANSACTIONS =
      new TransactionTemplate(DATABASE.transactions());
  private static final AccountId ACCOUNT = TestAccounts.in(DATABASE.storage()).configured().id();

  /** Ten in the morning in California, one in the afternoon in Florida; a Tuesday. */
  private static final Instant TUESDAY = Instant.parse("2026-12-01T18:00:00Z");

  private static final Clock CLOCK = Clock.fixed(TUESDAY, ZoneOffset.UTC);
  private static int last = 100;

  private final Deciding deciding = TestDeciding.on(DATABASE.storage(), CLOCK);
  private PhoneNumber floridian = PhoneNumber.parse("+13055550100");

  @BeforeEach
  void meetAnother() {
    floridian = PhoneNumber.parse("+1305555" + "%04d".formatted(++last));
  }

  /** One of several servers: a connection of its own, and a clock that is not quite the others'. */
  private static final class Node {

    private final SingleConnectionDataSource connection =
        new SingleConnectionDataSource(DATABASE.url(), "postgres", "postgres", true);
    private final TransactionTemplate transactions =
        new TransactionTemplate(new JdbcTransactionManager(connection));
    private final Deciding deciding = TestDeciding.on(TestDatabase.storageOn(connection), CLOCK);

    synchronized Decision admit(Sending sending) {
      var rulings = transactions.execute(_ -> deciding.admit(List.of(sending)));
      return Objects.requireNonNull(rulings).getFirst().decision();
    }
  }

  /** Whoever asks later may have begun earlier: each has waited for the same lock. */
  @Test
  void reservesExactlyTheCapWhenAHundredAskOnThreeNodesEachAtAnotherInstant() throws Exception {
    var nodes = Stream.generate(Node::new).limit(3).toList();
    var admitted = new ArrayList<Decision>();
    try (var threads = Executors.newFixedThreadPool(100)) {
      var asked =
          IntStream.range(0, 100)
              .<Callable<Decision>>mapToObj(
                  i -> () -> nodes.get(i % 3).admit(marketing(TUESDAY.minusMillis(i))))
              .toList();
      for (var answer : threads.invokeAll(asked)) {
        admitted.add(answer.get());
      }
    } finally {
      nodes.forEach(node -> node.connection.destroy());
    }

    assertThat(admitted).filteredOn(Decision.Send.class::isInstance).hasSize(3);
    assertThat(admitted)
        .filteredOn(Decision.Defer.class::isInstance)
        .hasSize(97)
        .allSatisfy(
            decision ->
                assertThat(((Decision.Defer) decision).until())
                    .isBetween(
                        TUESDAY.plus(Duration.ofHours(24)).minusMillis(100),
                        TUESDAY.plus(Duration.ofHours(24))));
    assertThat(
            DATABASE
                .jdbc()
                .sql("SELECT count(*) FROM trunkline.contacts WHERE recipient = :recipient")
                .param("recipient", floridian.e164())
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void countsWhatAnotherNodeHasCountedThoughItsClockIsAhead() {
    for (int i = 0; i < 3; i++) {
      admit(marketing(TUESDAY.plusSeconds(1)));
    }

    assertThat(admit(marketing(TUESDAY))).isInstanceOf(Decision.Defer.class);
  }

  @Test
  void admitsNoMoreThanTheCapOfOneBatch() {
    var batch = IntStream.range(0, 5).mapToObj(i -> marketing(TUESDAY)).toList();

    var rulings = Objects.requireNonNull(TRANSACTIONS.execute(status -> deciding.admit(batch)));

    assertThat(rulings)
        .extracting(ruling -> ruling.decision() instanceof Decision.Send)
        .containsExactly(true, true, true, false, false);
  }

  @Test
  void countsAMessageOnceHoweverOftenItIsTried() {
    var message = marketing(TUESDAY);
    for (int i = 0; i < 5; i++) {
      assertThat(admit(message)).isInstanceOf(Decision.Send.class);
    }

    assertThat(admit(marketing(TUESDAY))).isInstanceOf(Decision.Send.class);
  }

  @Test
  void forgetsWhatWasNeverSent() {
    var first = marketing(TUESDAY);
    admit(first);
    admit(marketing(TUESDAY));
    admit(marketing(TUESDAY));
    assertThat(admit(marketing(TUESDAY))).isInstanceOf(Decision.Defer.class);

    deciding.release(List.of(Objects.requireNonNull(first.message())));

    assertThat(admit(marketing(TUESDAY))).isInstanceOf(Decision.Send.class);
  }

  @Test
  void forgetsWhatIsPutOffAfterAnEarlierAttempt() {
    var putOff = marketing(TUESDAY);
    admit(putOff);
    wish("mon-sun=16:00-17:00");
    assertThat(admit(putOff)).isInstanceOf(Decision.Defer.class);
    wish("mon-sun=00:00-24:00");

    for (int i = 0; i < 3; i++) {
      assertThat(admit(marketing(TUESDAY))).isInstanceOf(Decision.Send.class);
    }
    assertThat(admit(marketing(TUESDAY))).isInstanceOf(Decision.Defer.class);
  }

  private void wish(String hours) {
    new RecipientStore(DATABASE.storage())
        .put(
            new Person(ACCOUNT, floridian.e164()),
            new Recipient(KnownPlace.NOTHING, WeekHours.parse(hours), null),
            TUESDAY);
  }

  @Test
  void keepsToWhatTheRecipientWishesButForWhatCannotWait() {
    wish("mon-sun=16:00-17:00");

    assertThat(ask(sending(Purpose.INFORMATIONAL, TUESDAY)))
        .isEqualTo(
            new Decision.Defer(
                Instant.parse("2026-12-01T21:00:00Z"),
                List.of(
                    new Reason(
                        Reason.Kind.QUIET_HOURS,
                        "own-wish",
                        "The hours asked for are mon-sun=16:00-17:00"))));
    assertThat(ask(sending(Purpose.OTP, TUESDAY))).isInstanceOf(Decision.Send.class);
    assertThat(ask(sending(Purpose.TRANSACTIONAL, TUESDAY))).isInstanceOf(Decision.Send.class);
  }

  @Test
  void goesByWhereTheRecipientIsKnownToBe() {
    var evening = Instant.parse("2026-12-02T01:30:00Z");
    assertThat(ask(sending(Purpose.MARKETING, evening))).isInstanceOf(Decision.Defer.class);

    new RecipientStore(DATABASE.storage())
        .put(
            new Person(ACCOUNT, floridian.e164()),
            new Recipient(new KnownPlace(ZoneId.of("America/Los_Angeles"), null, null), null, null),
            TUESDAY);

    // By the clock that they live by; the laws of Florida still apply.
    assertThat(ask(sending(Purpose.MARKETING, evening))).isInstanceOf(Decision.Send.class);
  }

  @Test
  void keepsToWhatTheAccountAllowsItself() {
    var strict =
        TestDeciding.on(DATABASE.storage(), CLOCK, "hours=mon-sun=15:00-16:00", "caps=1/PT1H");

    assertThat(strict.ask(List.of(marketing(TUESDAY))).getFirst().decision())
        .isInstanceOfSatisfying(
            Decision.Defer.class,
            defer -> {
              assertThat(defer.until()).isEqualTo(Instant.parse("2026-12-01T20:00:00Z"));
              assertThat(defer.because()).extracting(Reason::rule).contains("own-hours");
            });
    assertThat(strict.ask(List.of(sending(Purpose.OTP, TUESDAY))).getFirst().decision())
        .isInstanceOf(Decision.Send.class);
  }

  @ParameterizedTest
  @CsvSource({
    // Until then, or until it is eight in the morning there.
    "US-FL, +13055550100, 2026-12-02T15:00:00Z",
    "US-FL, +14155550100,",
    "US, +14155550100, 2026-12-02T16:00:00Z",
    "CA-ON, +14155550100,",
    "US-CA, +14155550100, 2026-12-02T16:00:00Z",
    // Nobody knows where that is; ten in Hawaii.
    "US-FL, +18005550100, 2026-12-02T20:00:00Z"
  })
  void keepsSilentWhereTheAccountPausesAndNowhereElse(
      String region, String number, @Nullable Instant until) {
    var paused = pausing(region, Instant.parse("2026-12-02T15:00:00Z"));
    var asked = sending(PhoneNumber.parse(number), Purpose.MARKETING, TUESDAY);

    var decision = paused.ask(List.of(asked)).getFirst().decision();

    if (until == null) {
      assertThat(decision).isInstanceOf(Decision.Send.class);
    } else {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Defer.class,
              defer -> {
                assertThat(defer.until()).isEqualTo(until);
                assertThat(defer.because().getFirst().kind()).isEqualTo(Reason.Kind.PAUSED);
              });
    }
  }

  @Test
  void blocksWhatIsPausedForLongerThanAnybodyWaits() {
    for (var until : new String[] {"2027-01-30T18:00:01Z", "9999-12-31T23:59:59Z"}) {
      var decision =
          pausing("US-FL", Instant.parse(until))
              .ask(List.of(marketing(TUESDAY)))
              .getFirst()
              .decision();

      assertThat(decision)
          .isInstanceOfSatisfying(
              Decision.Block.class,
              block ->
                  assertThat(block.because())
                      .extracting(Reason::kind)
                      .containsExactly(Reason.Kind.PAUSED));
    }
  }

  private static Deciding pausing(String region, Instant until) {
    var usual = TestPolicies.policy();
    var restraint =
        new Policy.Restraint(Strictness.WARN, null, List.of(), Map.of(region, until), Map.of());
    return TestDeciding.on(
        DATABASE.storage(), CLOCK, new Policy(usual.reach(), usual.content(), restraint));
  }

  @Test
  void keepsEveryDecisionAsItWasMade() {
    var message = marketing(TUESDAY);
    admit(message);

    assertThat(deciding.rulings().ofMessage(ACCOUNT, Objects.requireNonNull(message.message())))
        .singleElement()
        .satisfies(
            ruling -> {
              assertThat(ruling.outcome()).isEqualTo("send");
              assertThat(ruling.until()).isEqualTo(Instant.parse("2026-12-02T01:00:00Z"));
              assertThat(ruling.rules()).contains("us-hours", "us-fl-hours", "us-fl-cap");
              assertThat(ruling.localTimes())
                  .containsEntry("America/New_York", "2026-12-01T13:00-05:00");
              assertThat(ruling.zoneSource()).isEqualTo("number");
              assertThat(ruling.jurisdictions()).containsExactly("US", "US-FL");
            });
    assertThatThrownBy(
            () ->
                DATABASE
                    .jdbc()
                    .sql("UPDATE trunkline.consent_rulings SET outcome = 'send'")
                    .update())
        .rootCause()
        .hasMessageContaining("append-only");
  }

  private Decision admit(Sending sending) {
    return Objects.requireNonNull(TRANSACTIONS.execute(status -> deciding.admit(List.of(sending))))
        .getFirst()
        .decision();
  }

  private Decision ask(Sending sending) {
    return deciding.ask(List.of(sending)).getFirst().decision();
  }

  private Sending marketing(Instant at) {
    return sending(Purpose.MARKETING, at);
  }

  private Sending sending(Purpose purpose, Instant at) {
    return sending(floridian, purpose, at);
  }

  private static Sending sending(PhoneNumber recipient, Purpose purpose, Instant at) {
    return new Sending(
        ACCOUNT,
        UUID.randomUUID(),
        recipient,
        "+14155550100",
        null,
        Channel.SMS,
        purpose,
        null,
        null,
        at);
  }
}
