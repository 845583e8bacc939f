// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.law.Purpose;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.TestDatabase;
import io.trunkline.storage.TroubledDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScrutinyTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Accounts ACCOUNTS = TestAccounts.in(DATABASE.storage());
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ALICE = "+14155550123";
  private static final String BOB = "+14155550124";
  private static int lastAccount;

  private final AccountId account = TestAccounts.open(ACCOUNTS, "account-" + ++lastAccount).id();

  @Test
  void judgesEachInItsPlace() {
    var scrutiny = scrutiny("sender-name=Acme", "content-rules.public-shortener=block");

    var verdicts =
        scrutiny.judge(
            List.of(
                says("Acme: STOP to end"),
                says("Acme: bit.ly/x, STOP to end"),
                to("+447400123456", "Acme: STOP to end"),
                says("STOP to end")),
            NOON);

    assertThat(verdicts.get(0)).isEqualTo(new Verdict("Acme: STOP to end", List.of(), false, null));
    assertThat(code(verdicts.get(1))).isEqualTo("content_not_allowed");
    assertThat(verdicts.get(1).warnings()).isEmpty();
    assertThat(code(verdicts.get(2))).isEqualTo("country_not_allowed");
    assertThat(verdicts.get(3).warnings())
        .extracting(Finding::rule)
        .containsExactly("sender_named");
    assertThat(verdicts.get(3).refusal()).isNull();
  }

  @Test
  void saysAllThatIsWrongWithATextAtOnce() {
    var scrutiny =
        scrutiny("content-rules.public-shortener=block", "content-rules.forbidden-words=block");

    var verdict = scrutiny.judge(List.of(says("vodka: bit.ly/x")), NOON).getFirst();

    var refusal = Objects.requireNonNull(verdict.refusal());
    assertThat(refusal.errors()).hasSize(2).allMatch(error -> error.pointer().equals("/body"));
    assertThat(refusal.detail()).contains("forbidden_words", "public_shortener", "vodka");
  }

  @Test
  void limitsCodesToNeighboursAndNothingElseUnlessToldTo() {
    var scrutiny = scrutiny("velocity=1/PT10M/4");
    var code = TestPolicies.proposal(account, ALICE, Purpose.OTP, "271828");
    var receipt = TestPolicies.proposal(account, ALICE, Purpose.TRANSACTIONAL, "Thank you");

    assertThat(codes(scrutiny.judge(List.of(code, receipt, code, receipt), NOON)))
        .containsExactly("", "", "prefix_velocity", "");
  }

  @Test
  void countsAllPurposesTogetherThatAreLimited() {
    var scrutiny = scrutiny("velocity=1/PT10M/4", "velocity-for=otp,transactional");
    var code = TestPolicies.proposal(account, ALICE, Purpose.OTP, "271828");
    var receipt = TestPolicies.proposal(account, BOB, Purpose.TRANSACTIONAL, "Thank you");

    assertThat(codes(scrutiny.judge(List.of(code, receipt), NOON)))
        .containsExactly("", "prefix_velocity");
  }

  @Test
  void countsNothingThatIsRefusedForSomethingElse() {
    var scrutiny = scrutiny("velocity=1/PT10M/4", "content-rules.forbidden-words=block");
    var bad = TestPolicies.proposal(account, ALICE, Purpose.OTP, "vodka");
    var good = TestPolicies.proposal(account, ALICE, Purpose.OTP, "271828");

    assertThat(codes(scrutiny.judge(List.of(bad, good), NOON)))
        .containsExactly("content_not_allowed", "");
  }

  @Test
  void asksTheDatabaseNothingOfWhatIsNotCounted() {
    var source = new TroubledDataSource(DATABASE.dataSource());
    var storage = TestDatabase.storageOn(source);
    var policies =
        new Policies(
            new PolicyStore(storage),
            TestPolicies.policy("stop-line.appended-for=marketing"),
            TestPolicies.news(DATABASE, Clock.fixed(NOON, ZoneOffset.UTC)),
            Clock.fixed(NOON, ZoneOffset.UTC));
    var scrutiny =
        new Scrutiny(
            policies, new SendingLimits(new PrefixStore(storage)), new NoticeStore(storage));
    policies.of(account);
    source.unplug();

    assertThat(scrutiny.judge(List.of(says("Hello")), NOON).getFirst().body())
        .isEqualTo("Hello\nReply STOP to opt out");
    assertThat(source.refusals()).isZero();
  }

  @Test
  void saysHowToOptOutTheFirstTimeAndAgainAfterAWhile() {
    var scrutiny = scrutiny("stop-line.appended-for=marketing", "stop-line.every=30d");
    var later = NOON.plus(Duration.ofDays(30));

    assertThat(bodies(accept(scrutiny, List.of(says("One"), to(BOB, "Two STOP to end")), NOON)))
        .containsExactly("One\nReply STOP to opt out", "Two STOP to end");
    assertThat(
            bodies(accept(scrutiny, List.of(says("Three"), to(BOB, "Four")), NOON.plusSeconds(1))))
        .containsExactly("Three", "Four");
    assertThat(bodies(accept(scrutiny, List.of(says("Five")), later.minusSeconds(1))))
        .containsExactly("Five");
    assertThat(bodies(accept(scrutiny, List.of(says("Six")), later)))
        .containsExactly("Six\nReply STOP to opt out");
  }

  @Test
  void wantsTheInstructionOnlyAsOftenAsItIsDue() {
    var scrutiny = scrutiny("stop-line.every=30d");

    assertThat(warnings(accept(scrutiny, List.of(says("One")), NOON)))
        .containsExactly("opt_out_instruction");
    accept(scrutiny, List.of(says("Reply STOP to end")), NOON);
    assertThat(warnings(accept(scrutiny, List.of(says("Two")), NOON))).isEmpty();
  }

  @Test
  void notesNothingOfWhatIsNotAccepted() {
    var scrutiny =
        scrutiny(
            "stop-line.appended-for=marketing",
            "stop-line.every=30d",
            "content-rules.forbidden-words=block");

    scrutiny.wouldJudge(List.of(says("One")), NOON);
    assertThat(scrutiny.judge(List.of(says("One vodka")), NOON).getFirst().tells()).isFalse();
    assertThat(scrutiny.judge(List.of(says("One")), NOON).getFirst().tells()).isTrue();

    assertThat(bodies(scrutiny.judge(List.of(says("Two")), NOON)))
        .containsExactly("Two\nReply STOP to opt out");
  }

  @Test
  void countsNothingAgainThatTakesThePlaceOfAnother() {
    var scrutiny =
        scrutiny(
            "velocity=1/PT10M/4",
            "velocity-for=marketing",
            "stop-line.appended-for=marketing",
            "stop-line.every=30d");
    accept(scrutiny, List.of(says("One")), NOON);

    var changed = scrutiny.judge(List.of(again(says("Two"))), NOON).getFirst();

    assertThat(changed.refusal()).isNull();
    // What it takes the place of was to say it.
    assertThat(changed.body()).isEqualTo("Two\nReply STOP to opt out");
  }

  @Test
  void mindsWhoBeganOnlyWhereATextNamesNobodyAndShould() {
    var named = scrutiny("sender-name=Acme");

    assertThat(named.mindsWhoBegan(says("Hello"))).isTrue();
    assertThat(named.mindsWhoBegan(says("Hello from Acme"))).isFalse();
    assertThat(named.mindsWhoBegan(says("Hello").answering())).isFalse();
    assertThat(scrutiny().mindsWhoBegan(says("Hello"))).isFalse();
    assertThat(
            scrutiny("sender-name=Acme", "content-rules.sender-named=off")
                .mindsWhoBegan(says("Hello")))
        .isFalse();
    assertThat(warnings(named.judge(List.of(says("STOP to end").answering()), NOON))).isEmpty();
  }

  /** Judges them, and accepts those that nothing is against. */
  private static List<Verdict> accept(Scrutiny scrutiny, List<Proposal> proposals, Instant now) {
    var verdicts = scrutiny.judge(proposals, now);
    scrutiny.told(
        IntStream.range(0, proposals.size())
            .filter(i -> verdicts.get(i).tells())
            .mapToObj(proposals::get)
            .toList(),
        now);
    return verdicts;
  }

  private static Proposal again(Proposal one) {
    return new Proposal(
        one.account(),
        one.ownCountries(),
        one.recipient(),
        one.purpose(),
        one.sender(),
        one.answers(),
        true,
        one.words());
  }

  private Scrutiny scrutiny(String... settings) {
    var storage = DATABASE.storage();
    return new Scrutiny(
        new Policies(
            new PolicyStore(storage),
            TestPolicies.policy(settings),
            TestPolicies.news(DATABASE, Clock.fixed(NOON, ZoneOffset.UTC)),
            Clock.fixed(NOON, ZoneOffset.UTC)),
        new SendingLimits(new PrefixStore(storage)),
        new NoticeStore(storage));
  }

  private Proposal says(String body) {
    return to(ALICE, body);
  }

  private Proposal to(String recipient, String body) {
    return TestPolicies.proposal(account, recipient, Purpose.MARKETING, body);
  }

  private static List<String> bodies(List<Verdict> verdicts) {
    return verdicts.stream().map(Verdict::body).toList();
  }

  private static List<String> warnings(List<Verdict> verdicts) {
    return verdicts.stream().flatMap(one -> one.warnings().stream()).map(Finding::rule).toList();
  }

  private static List<String> codes(List<Verdict> verdicts) {
    return verdicts.stream().map(ScrutinyTest::code).toList();
  }

  private static String code(Verdict verdict) {
    Refusal refusal = verdict.refusal();
    return refusal == null ? "" : refusal.code().code();
  }
}
