// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trunkline.id.MovableClock;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleSetsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final MovableClock clock = new MovableClock(NOON);
  private final RuleSets ruleSets = node();

  private RuleSets node() {
    return new RuleSets(new RuleSetStore(database.storage()), clock);
  }

  @Test
  void decidesByWhatTheProgramBringsUntilToldOtherwise() {
    assertThat(ruleSets.inForce().version()).isEqualTo("2026-11-22");
    assertThat(ruleSets.list())
        .singleElement()
        .satisfies(
            set -> {
              assertThat(set.loadedBy()).isEqualTo("bundled");
              assertThat(set.document()).isEmpty();
              assertThat(set.loadedAt()).isEqualTo(NOON);
            });
  }

  @Test
  void keepsTheWholeDocument() {
    assertThat(ruleSets.find("2026-11-22").orElseThrow().document())
        .isEqualTo(RuleSet.bundledDocument());
  }

  @Test
  void putsALoadedSetInForceOnlyWhenTold() {
    ruleSets.load(document("next"), "key_1");
    assertThat(ruleSets.inForce().version()).isEqualTo("2026-11-22");

    ruleSets.activate("next", null, "key_1");

    assertThat(ruleSets.inForce().version()).isEqualTo("next");
    assertThat(ruleSets.activations()).containsExactly(new Activation("next", NOON, NOON, "key_1"));
  }

  @Test
  void changesAtTheInstantThatWasSaid() {
    ruleSets.load(document("next"), "key_1");
    var then = NOON.plus(Duration.ofDays(71));
    ruleSets.activate("next", then, "key_1");

    clock.moveTo(then.minusMillis(1));
    assertThat(ruleSets.inForce().version()).isEqualTo("2026-11-22");
    clock.moveTo(then);
    assertThat(ruleSets.inForce().version()).isEqualTo("next");
  }

  @Test
  void takesBackWhatWasSaidForAnInstant() {
    ruleSets.load(document("next"), "key_1");
    var then = NOON.plus(Duration.ofDays(1));
    ruleSets.activate("next", then, "key_1");
    ruleSets.activate("2026-11-22", then, "key_1");

    clock.moveTo(then);

    assertThat(ruleSets.inForce().version()).isEqualTo("2026-11-22");
  }

  @Test
  void isFollowedByOtherNodesWithinSeconds() {
    var other = node();
    assertThat(other.inForce().version()).isEqualTo("2026-11-22");
    ruleSets.load(document("next"), "key_1");
    ruleSets.activate("next", null, "key_1");

    await()
        .atMost(RuleSets.MEMORY.plusSeconds(5))
        .untilAsserted(() -> assertThat(other.inForce().version()).isEqualTo("next"));
  }

  @Test
  void keepsOneDocumentUnderAVersion() {
    var kept = ruleSets.load(document("next"), "key_1");

    assertThat(ruleSets.load(document("next"), "key_2")).isEqualTo(kept);
    assertThatThrownBy(() -> ruleSets.load(document("next") + " ", "key_2"))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("rule_set_exists: /version");
    assertThat(ruleSets.find("next")).contains(kept);
  }

  @Test
  void decidesByTheOneThatIsKeptWhereTheProgramBringsAnotherOfItsVersion() {
    var elsewhere = TestDatabase.create();
    var changed = RuleSet.bundledDocument().replace("mon-sun=08:00-21:00", "mon-sun=08:00-20:59");
    var store = new RuleSetStore(elsewhere.storage());
    store.insert(
        new StoredRuleSet("2026-11-22", changed, RuleSet.bundled().published(), NOON, "bundled"));

    var sets = new RuleSets(store, clock);

    assertThat(sets.find("2026-11-22").orElseThrow().document()).isEqualTo(changed);
    var where = sets.inForce().whereabouts(PhoneNumber.parse("+14155550123"), KnownPlace.NOTHING);
    var asked =
        new Circumstances(
            where,
            Purpose.MARKETING,
            Medium.TEXT,
            null,
            ConsentLevel.WRITTEN,
            null,
            List.of(),
            OwnRules.NONE);
    assertThat(sets.inForce().decide(asked, Instant.parse("2026-12-02T04:59:30Z")))
        .isInstanceOf(Decision.Defer.class);
    assertThat(RuleSet.bundled().decide(asked, Instant.parse("2026-12-02T04:59:30Z")))
        .isInstanceOf(Decision.Send.class);
  }

  @Test
  void saysWhatItCannotReadAndDecidesByWhatTheProgramBrings() {
    var store = new RuleSetStore(database.storage());
    store.insert(new StoredRuleSet("unreadable", "{}", LocalDate.EPOCH, NOON, "key_1"));
    assertThat(ruleSets.unreadable()).isEmpty();

    ruleSets.activate("unreadable", null, "key_1");

    assertThat(ruleSets.inForce().version()).isEqualTo("2026-11-22");
    assertThat(ruleSets.unreadable()).contains("unreadable");
  }

  @Test
  void refusesWhatIsWrongAndKeepsNothingOfIt() {
    assertThatThrownBy(() -> ruleSets.load(document("next").replace("P18M", "later"), "key_1"))
        .isInstanceOf(RefusalException.class)
        .hasMessageContaining("/exempt_after_purchase is a period like P18M, up to ten years");
    assertThat(ruleSets.find("next")).isEmpty();
    assertThatThrownBy(() -> ruleSets.activate("next", null, "key_1"))
        .hasMessageContaining("unknown_rule_set");
    assertThatThrownBy(() -> ruleSets.activate("2026-11-22", NOON.minusSeconds(1), "key_1"))
        .hasMessageContaining("/from is not in the past");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE trunkline.rule_set_activations SET in_force_from = in_force_from + interval '1"
            + " day'",
        "DELETE FROM trunkline.rule_set_activations",
        "TRUNCATE trunkline.rule_set_activations",
      })
  void isKeptFromChangingWhatWasInForceByTheDatabaseToo(String sql) {
    ruleSets.load(document("next"), "key_1");
    ruleSets.activate("next", null, "key_1");

    assertThatThrownBy(() -> database.jdbc().sql(sql).update())
        .rootCause()
        .hasMessageContaining("rule_set_activations is append-only");
  }

  @Test
  void isKeptFromLosingARuleSetByTheDatabaseToo() {
    assertThatThrownBy(() -> database.jdbc().sql("DELETE FROM trunkline.rule_sets").update())
        .hasMessageContaining("rule_sets_stay");
    assertThatThrownBy(
            () -> database.jdbc().sql("UPDATE trunkline.rule_sets SET document = '{}'").update())
        .hasMessageContaining("rule_sets_stay");
  }

  private static String document(String version) {
    return RuleSet.bundledDocument()
        .replace("\"version\": \"2026-11-22\"", "\"version\": \"" + version + '"');
  }
}
