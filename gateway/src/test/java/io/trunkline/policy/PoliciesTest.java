// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.id.MovableClock;
import io.trunkline.law.Purpose;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.LineKind;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;

class PoliciesTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Accounts ACCOUNTS = TestAccounts.in(DATABASE.storage());
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Policy USUAL = TestPolicies.policy("sender-name=Usual");
  private static int lastAccount;

  private final MovableClock clock = new MovableClock(NOON);
  private final Policies policies = node();
  private final AccountId account = TestAccounts.open(ACCOUNTS, "account-" + ++lastAccount).id();

  @Test
  void areThoseOfTheServerUntilSomebodyChangesThem() {
    assertThat(policies.of(account)).isEqualTo(USUAL);
    assertThat(policies.current(account)).isEqualTo(new PolicyVersion(0, USUAL, null, null));
    assertThat(policies.versions(account, null, 10)).isEmpty();
  }

  @Test
  void keepWhoChangedWhatWhen() {
    policies.change(account, 0, named("First"), "alice");
    clock.move(Duration.ofHours(1));
    policies.change(account, 1, named("Second"), "bob");

    assertThat(policies.of(account)).isEqualTo(named("Second"));
    assertThat(policies.versions(account, null, 10))
        .containsExactly(
            new PolicyVersion(2, named("Second"), "bob", NOON.plusSeconds(3600)),
            new PolicyVersion(1, named("First"), "alice", NOON));
    assertThat(policies.versions(account, 2, 10)).hasSize(1);
    assertThat(policies.versions(account, null, 1)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0", "2", "-1", "2147483647"})
  void areNotChangedByWhoeverHasNotSeenTheLatest(int from) {
    policies.change(account, 0, named("First"), "alice");

    var refused =
        catchThrowableOfType(
            RefusalException.class, () -> policies.change(account, from, named("Other"), "bob"));

    assertThat(refused.refusal().code()).isEqualTo(PolicyRefusal.POLICY_CHANGED);
    assertThat(policies.of(account)).isEqualTo(named("First"));
  }

  @Test
  void areChangedByOneOfManyWhoTryAtOnce() {
    var changed = new ConcurrentLinkedQueue<Boolean>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var name = "Name " + i;
        threads.submit(() -> changed.add(changes(node(), name)));
      }
    }
    assertThat(changed).hasSize(20).containsOnlyOnce(true);
  }

  @Test
  void areKnownHereAtOnceAndInTheEndOfATransactionAsTheyThenAre() {
    assertThat(policies.of(account)).isEqualTo(USUAL);

    new TransactionTemplate(DATABASE.transactions())
        .executeWithoutResult(
            status -> {
              policies.change(account, 0, named("Undone"), "alice");
              assertThat(policies.of(account)).isEqualTo(named("Undone"));
              status.setRollbackOnly();
            });

    assertThat(policies.of(account)).isEqualTo(USUAL);
  }

  @Test
  void comeBackAsTheyWereStored() {
    var whole =
        new Policy(
            new Policy.Reach(
                Set.of("own", "GB"),
                Set.of(LineKind.PREMIUM_RATE),
                List.of(PrefixLimit.parse("5/PT1M30S/3")),
                Set.of(Purpose.OTP, Purpose.TRANSACTIONAL)),
            new Policy.Content(
                "Chez Paul",
                TestPolicies.all(Strictness.BLOCK),
                Map.of("alcohol", List.of("vodka", "eau de vie"), "none", List.of()),
                new Policy.StopLine(
                    Map.of("en", "Reply STOP", "fr-CA", "Répondez ARRET"),
                    Set.of(Purpose.MARKETING),
                    Duration.ofDays(30))),
            new Policy.Restraint(
                Strictness.BLOCK,
                WeekHours.parse("mon-fri=09:00-20:00;sat=closed;sun=closed"),
                List.of(OwnCap.parse("3/PT24H"), OwnCap.parse("10/P30D")),
                Map.of("US-FL", NOON),
                Map.of(
                    "shoes",
                    new OwnProgramme(
                        WeekHours.parse("mon-sun=12:00-13:00"),
                        List.of(OwnCap.parse("1/P7D")),
                        NOON.plusSeconds(60)),
                    "hats",
                    OwnProgramme.UNRESTRAINED)));

    policies.change(account, 0, whole, "alice");

    assertThat(node().of(account)).isEqualTo(whole);
  }

  @Test
  void leaveOutWhatALaterServerHasStored() {
    policies.change(account, 0, named("First"), "alice");
    DATABASE
        .jdbc()
        .sql(
            """
            INSERT INTO trunkline.policies (account_id, version, settings, changed_by, changed_at)
            SELECT account_id, 2, settings - 'caps' || '{"of_tomorrow": 1, "programmes": {"hats": {"weight": 2}}}', 'bob',
              changed_at
            FROM trunkline.policies WHERE account_id = :account
            """)
        .param("account", account.value())
        .update();

    assertThat(node().of(account))
        .returns(named("First").content(), Policy::content)
        .returns(
            Map.of("hats", OwnProgramme.UNRESTRAINED), policy -> policy.restraint().programmes());
  }

  @Test
  void leaveOutWordsOfALaterServer() {
    policies.change(account, 0, named("First"), "alice");
    DATABASE
        .jdbc()
        .sql(
            """
            INSERT INTO trunkline.policies (account_id, version, settings, changed_by, changed_at)
            SELECT account_id, 2, settings || '{"refused_lines": ["of_tomorrow", "premium_rate"],
              "velocity_for": ["of_tomorrow"], "consent_required": "of_tomorrow", "content_rules":
              {"of_tomorrow": "block", "sender_named": "block", "country_marks": "of_tomorrow"}}',
              'bob', changed_at
            FROM trunkline.policies WHERE account_id = :account
            """)
        .param("account", account.value())
        .update();

    var policy = node().of(account);

    assertThat(policy.reach().refusedLines()).containsExactly(LineKind.PREMIUM_RATE);
    assertThat(policy.reach().velocityFor()).isEmpty();
    assertThat(policy.restraint().consentRequired()).isEqualTo(Strictness.WARN);
    assertThat(policy.content().strictness(ContentRule.SENDER_NAMED)).isEqualTo(Strictness.BLOCK);
    assertThat(policy.content().strictness(ContentRule.COUNTRY_MARKS)).isEqualTo(Strictness.WARN);
  }

  @Test
  void areNeverRewrittenInTheDatabaseEither() {
    policies.change(account, 0, named("First"), "alice");

    assertThatThrownBy(
            () -> DATABASE.jdbc().sql("UPDATE trunkline.policies SET changed_by = 'x'").update())
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> DATABASE.jdbc().sql("DELETE FROM trunkline.policies").update())
        .hasMessageContaining("append-only");
  }

  @ParameterizedTest
  @CsvSource({
    "US-FL, US-FL, true",
    "US-FL, US-GA, false",
    // Somewhere in the United States.
    "US-FL, US, true",
    "US, US-FL, true",
    "CA-BC, US, false",
    "FR, FR, true",
    "FR, DE, false"
  })
  void pauseWhereSomebodyMayBe(String paused, String place, boolean isPaused) {
    var until = NOON.plusSeconds(60);
    var restraint =
        new Policy.Restraint(
            Strictness.OFF, null, List.of(), Map.of(paused, until, "IT", NOON), Map.of());

    assertThat(restraint.pausedUntil(null, Set.of(place, "IT"), NOON).isPresent())
        .isEqualTo(isPaused);
    assertThat(restraint.pausedUntil(null, Set.of(place), until)).isEmpty();
  }

  @Test
  void pauseAProgrammeEverywhereAndNoOther() {
    var until = NOON.plusSeconds(60);
    var shoes = new OwnProgramme(null, List.of(), until);
    var restraint =
        new Policy.Restraint(
            Strictness.OFF,
            null,
            List.of(),
            Map.of("FR", NOON.plusSeconds(30)),
            Map.of("shoes", shoes));

    assertThat(restraint.pausedUntil("shoes", Set.of("FR"), NOON)).contains(until);
    assertThat(restraint.pausedUntil("hats", Set.of("FR"), NOON)).contains(NOON.plusSeconds(30));
    assertThat(restraint.pausedUntil("hats", Set.of("DE"), NOON)).isEmpty();
    assertThat(restraint.pausedUntil("shoes", Set.of("DE"), until)).isEmpty();
  }

  private Policies node() {
    return new Policies(
        new PolicyStore(TestDatabase.storageOn(DATABASE.dataSource())),
        USUAL,
        TestPolicies.news(DATABASE, clock),
        clock);
  }

  private boolean changes(Policies node, String name) {
    try {
      node.change(account, 0, named(name), "somebody");
      return true;
    } catch (RefusalException e) {
      return false;
    }
  }

  private static Policy named(String name) {
    return TestPolicies.policy("sender-name=" + name);
  }
}
