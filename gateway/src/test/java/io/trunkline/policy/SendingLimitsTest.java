// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.law.Purpose;
import io.trunkline.policy.SendingLimits.Counted;
import io.trunkline.policy.SendingLimits.Lasting;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;

class SendingLimitsTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Accounts ACCOUNTS = TestAccounts.in(DATABASE.storage());
  private static final AccountId OURS = ACCOUNTS.configured().id();
  private static final AccountId OTHERS = TestAccounts.open(ACCOUNTS, "others").id();
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final AtomicInteger LAST_EXCHANGE = new AtomicInteger(200);

  private final SendingLimits limits = new SendingLimits(new PrefixStore(DATABASE.storage()));

  /** An exchange of 10,000 numbers for each test. */
  private final String exchange = "+1415" + LAST_EXCHANGE.incrementAndGet();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // countries | own | number | refused
        "own        | US    | +14155550123  | ",
        "own        | US    | +16045550123  | country_not_allowed",
        "own,CA     | US    | +16045550123  | ",
        "GB         | US    | +14155550123  | country_not_allowed",
        "GB         | US    | +447400123456 | ",
        "own        |       | +14155550123  | country_not_allowed",
        "any        |       | +447400123456 | ",
        // The islands are not the United States, whatever the code.
        "own        | US    | +18765550123  | country_not_allowed",
        "own        | US    | +12845550123  | country_not_allowed",
        // Ascension.
        "AC,TA      | US    | +24762889     | ",
        // An area code that is newer than the table.
        "own        | US    | +12285550123  | ",
        "own        | CA    | +19992345678  | ",
        "own        | GB    | +19992345678  | country_not_allowed",
        // Satellites belong to nobody.
        "own        | US,GB | +870776123456 | country_not_allowed",
        "any        |       | +870776123456 | ",
        // Lines
        "any        |       | +19005550123  | line_not_allowed",
        "any        |       | +18005550123  | line_not_allowed",
        "any        |       | +15225550123  | line_not_allowed",
        "any        |       | +443301234567 | line_not_allowed",
        "any        |       | +447012345678 | line_not_allowed",
        "any        |       | +448001234567 | line_not_allowed",
        "any        |       | +33891123456  | line_not_allowed",
        "any        |       | +445612345678 | ",
        // Twilio's magic numbers are of the personal kind, and of no country.
        "own        | US    | +15005550006  | line_not_allowed",
        "own        | GB    | +15005550006  | country_not_allowed",
        "own,test   | GB    | +15005550006  | ",
        "own,test   | US    | +15005560006  | line_not_allowed",
        "own,test   | US    | +19005550123  | line_not_allowed",
      })
  void refuseWhatANumberShows(
      String countries, @Nullable String own, String number, @Nullable String refused) {
    var reach = TestPolicies.policy("countries=" + countries).reach();
    var at = TestPolicies.proposal(OURS, number, Purpose.OTP, "271828");
    var home = own == null ? Set.<String>of() : Set.of(own.split(","));
    var proposal =
        new Proposal(
            OURS, home, at.recipient(), at.purpose(), at.sender(), false, false, at.words());

    var refusal = SendingLimits.refusalOf(reach, proposal);

    assertThat(refusal == null ? null : refusal.code().code()).isEqualTo(refused);
  }

  @Test
  void sayNothingOfTheNumber() {
    var reach = TestPolicies.policy("countries=GB").reach();
    var proposal = TestPolicies.proposal(OURS, "+14155550123", Purpose.OTP, "271828");

    assertThat(Objects.requireNonNull(SendingLimits.refusalOf(reach, proposal)).detail())
        .contains("US")
        .doesNotContain("5550123");
  }

  @Test
  void letThroughWhatTheWindowHoldsAndNoMore() {
    var refusals = count(NOON, "3/PT10M/4", numbers(0, 1, 2, 3, 4));

    assertThat(refusals).startsWith(null, null, null).hasSize(5);
    assertThat(refusals.subList(3, 5)).allSatisfy(SendingLimitsTest::isVelocity);
  }

  @Test
  void countNeighboursOnly() {
    assertThat(count(NOON, "1/PT10M/4", List.of(exchange + "0001"))).containsOnlyNulls();
    assertThat(count(NOON, "1/PT10M/4", List.of("+1416" + exchange.substring(5) + "0001")))
        .containsOnlyNulls();
    assertThat(count(NOON, "1/PT10M/4", List.of(exchange + "9999"))).doesNotContainNull();
  }

  @Test
  void countEachAccountByItself() {
    count(NOON, "1/PT10M/4", numbers(1));
    var theirs =
        new Counted(
            TestPolicies.proposal(OTHERS, exchange + "0001", Purpose.OTP, "271828"),
            List.of(PrefixLimit.parse("1/PT10M/4")));

    assertThat(limits.count(List.of(theirs), NOON, Lasting.YES)).containsOnlyNulls();
  }

  @Test
  void slideToTheMicrosecond() {
    count(NOON, "2/PT10M/4", numbers(1));
    count(NOON.plusSeconds(60), "2/PT10M/4", numbers(2));
    var edge = NOON.plus(Duration.ofMinutes(10));

    assertThat(count(edge.minusNanos(1000), "2/PT10M/4", numbers(3))).doesNotContainNull();
    assertThat(count(edge, "2/PT10M/4", numbers(3))).containsOnlyNulls();
    assertThat(count(edge, "2/PT10M/4", numbers(4))).doesNotContainNull();
    assertThat(count(edge.plusSeconds(60), "2/PT10M/4", numbers(4))).containsOnlyNulls();
  }

  @Test
  void sayWhenTheNextMayGo() {
    count(NOON, "2/PT10M/4,3/PT1H/4", numbers(1));
    count(NOON.plusSeconds(60), "2/PT10M/4,3/PT1H/4", numbers(2));
    var refusal = count(NOON.plusSeconds(90), "2/PT10M/4,3/PT1H/4", numbers(3)).getFirst();

    assertThat(Objects.requireNonNull(refusal).retryAfter())
        .isEqualTo(Duration.ofMinutes(10).minusSeconds(90));
    assertThat(refusal.detail()).endsWith("2026-11-21T12:10:00Z").doesNotContain(exchange);

    var later = NOON.plus(Duration.ofMinutes(11));
    count(later, "2/PT10M/4,3/PT1H/4", numbers(3));
    // Now it is the hour that is full.
    assertThat(count(later, "2/PT10M/4,3/PT1H/4", numbers(4)))
        .singleElement()
        .extracting(Refusal::retryAfter)
        .isEqualTo(Duration.ofMinutes(49));
  }

  @Test
  void countNoRefusalAgainstAnybody() {
    // The thousand of the first numbers is full after one; the others have room.
    var refusals = count(NOON, "1/PT10M/3,3/PT10M/4", numbers(1, 2, 3, 1001, 2001, 3001));

    assertThat(refusals.stream().map(Objects::isNull))
        .containsExactly(true, false, false, true, true, false);
    assertThat(count(NOON.plus(Duration.ofMinutes(10)), "3/PT10M/4", numbers(1, 2, 3)))
        .containsOnlyNulls();
  }

  @Test
  void leaveNothingBehindWhenOnlyAsked() {
    var one = counted("1/PT10M/4", numbers(1, 2));

    assertThat(limits.count(one, NOON, Lasting.NO).getFirst()).isNull();
    assertThat(limits.count(one, NOON, Lasting.NO).getLast()).isNotNull();
    assertThat(count(NOON, "1/PT10M/4", numbers(1))).containsOnlyNulls();
    assertThat(limits.count(one, NOON, Lasting.NO)).doesNotContainNull();
  }

  @Test
  void countNothingThatIsRolledBack() {
    new TransactionTemplate(DATABASE.transactions())
        .executeWithoutResult(
            status -> {
              count(NOON, "1/PT10M/4", numbers(1));
              status.setRollbackOnly();
            });

    assertThat(count(NOON, "1/PT10M/4", numbers(1))).containsOnlyNulls();
  }

  @Test
  void areExactOverTwoNodes() throws InterruptedException, ExecutionException {
    var nodes =
        List.of(
            limits,
            new SendingLimits(new PrefixStore(TestDatabase.storageOn(DATABASE.dataSource()))));
    var passed = new AtomicInteger();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Future<?>>();
      for (int i = 0; i < 40; i++) {
        var node = nodes.get(i % 2);
        // Backwards on the one, so that they lock in either order.
        var asked = i % 2 == 0 ? numbers(1, 1001, 2001) : numbers(2001, 1001, 1);
        work.add(
            threads.submit(
                () ->
                    new TransactionTemplate(DATABASE.transactions())
                        .executeWithoutResult(
                            status ->
                                passed.addAndGet(
                                    passed(
                                        node.count(
                                            counted("20/PT1H/3,50/PT1H/4", asked),
                                            NOON,
                                            Lasting.YES))))));
      }
      for (var one : work) {
        one.get();
      }
    }

    assertThat(passed).hasValue(50);
    assertThat(sent("digits = 4")).isEqualTo(50);
    assertThat(sent("digits = 3")).isEqualTo(50);
  }

  @Test
  void keepNoMoreThanTheLongestWindowNeeds() {
    count(NOON, "2/PT10M/4", numbers(1, 2));
    count(NOON.plus(Duration.ofHours(25)), "2/PT10M/4", numbers(3));
    assertThat(sent("digits = 4")).isEqualTo(1);

    new PrefixStore(DATABASE.storage()).forget(NOON.plus(Duration.ofHours(24)));
    assertThat(sent("digits = 4")).isEqualTo(1);
    new PrefixStore(DATABASE.storage()).forget(NOON.plus(Duration.ofHours(25)));
    assertThat(sent("digits = 4")).isZero();
  }

  private static void isVelocity(@Nullable Refusal refusal) {
    assertThat(Objects.requireNonNull(refusal).code()).isEqualTo(PolicyRefusal.PREFIX_VELOCITY);
  }

  private static int passed(List<@Nullable Refusal> refusals) {
    return (int) refusals.stream().filter(Objects::isNull).count();
  }

  private int sent(String where) {
    return DATABASE
        .jdbc()
        .sql(
            "SELECT coalesce(sum(cardinality(sent)), 0)::int FROM trunkline.prefix_sends"
                + " WHERE prefix LIKE :exchange AND "
                + where)
        .param("exchange", exchange + "%")
        .query(Integer.class)
        .single();
  }

  private List<String> numbers(int... last) {
    return IntStream.of(last).mapToObj(number -> exchange + "%04d".formatted(number)).toList();
  }

  private List<@Nullable Refusal> count(Instant now, String written, List<String> numbers) {
    return limits.count(counted(written, numbers), now, Lasting.YES);
  }

  private static List<Counted> counted(String written, List<String> numbers) {
    var parsed = Arrays.stream(written.split(",")).map(PrefixLimit::parse).toList();
    return numbers.stream()
        .map(number -> TestPolicies.proposal(OURS, number, Purpose.OTP, "271828"))
        .map(proposal -> new Counted(proposal, parsed))
        .toList();
  }
}
