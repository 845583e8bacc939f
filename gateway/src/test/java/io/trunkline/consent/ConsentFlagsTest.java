// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.consent.ConsentFlag.Decision;
import io.trunkline.consent.ConsentFlag.Reason;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a person has to look at, and what becomes of it. */
class ConsentFlagsTest extends EarStage {

  @Test
  void suspendsMarketingOnADoubtAndFlagsItOnce() {
    grant();

    assertThat(hear("cancel my order", Purpose.TRANSACTIONAL)).isEmpty();
    assertThat(hear("Can I cancel?", Purpose.TRANSACTIONAL)).isEmpty();

    assertThat(blocked(NUMBER)).containsOnly(Purpose.MARKETING);
    assertThat(blocked(OTHER)).containsOnly(Purpose.MARKETING);
    assertThat(flag())
        .satisfies(
            flag -> {
              assertThat(flag.reason()).isEqualTo(Reason.DOUBT);
              assertThat(flag.rule()).isEqualTo("cancel");
              assertThat(flag.texts()).isEqualTo(2);
              assertThat(flag.messageSid()).isEqualTo("SM" + lastText);
            });
    assertThat(consents.history(OURS, alice))
        .extracting(ConsentEvent::kind)
        .containsExactly(Kind.GRANTED, Kind.SUSPENDED);
  }

  @Test
  void suspendsAgainWhatAPersonHasClearedWhileTheNextDoubtWasUnderWay() {
    hear("cancel my order", Purpose.TRANSACTIONAL);
    flags.resolve(OURS, flag().id(), Decision.CLEAR, "key_1", "It is an order");

    flags.doubt(heard(NUMBER, "cancel", null, NOON.minusSeconds(1)), "cancel");

    assertThat(open()).hasSize(1);
    assertThat(blocked(NUMBER)).containsOnly(Purpose.MARKETING);
  }

  @Test
  void goesOnWithWhatAPersonHasCleared() {
    grant();
    hear("cancel my order", Purpose.TRANSACTIONAL);

    var resolved = flags.resolve(OURS, flag().id(), Decision.CLEAR, "key_1", "It is an order");

    assertThat(blocked(NUMBER)).isEmpty();
    assertThat(level()).isEqualTo(ConsentLevel.WRITTEN);
    assertThat(resolved.resolution())
        .isEqualTo(new ConsentFlag.Resolution(Decision.CLEAR, "key_1", "It is an order", NOON));
    assertThat(consents.history(OURS, alice).getLast().evidence())
        .satisfies(
            evidence -> {
              assertThat(evidence.agent()).isEqualTo("key_1");
              assertThat(evidence.note()).isEqualTo("It is an order");
            });
    assertThat(open()).isEmpty();
  }

  @Test
  void endsWhatAPersonUnderstandsAsRevoked() {
    grant();
    hear("not interested", Purpose.MARKETING);

    flags.resolve(OURS, flag().id(), Decision.REVOKE, "key_1", "Means it");

    assertThat(blocked(OTHER)).containsOnly(Purpose.MARKETING);
    assertThat(level()).isEqualTo(ConsentLevel.NONE);
  }

  @Test
  void suspendsNothingThatIsEnded() {
    hear("STOP", Purpose.MARKETING);

    hear("cancel my order", Purpose.MARKETING);

    assertThat(open()).isEmpty();
  }

  @Test
  void flagsANumberThatIsSomebodyElses() {
    grant();
    hear("wrong number", Purpose.MARKETING);
    assertThat(flag().reason()).isEqualTo(Reason.WRONG_NUMBER);

    flags.resolve(OURS, flag().id(), Decision.REVOKE, "key_1", "Called: it is");

    assertThat(blocked(OTHER)).isEqualTo(EnumSet.allOf(Purpose.class));
    assertThat(consents.history(OURS, alice).getLast().source()).isEqualTo(Source.REASSIGNED);
  }

  private void grant() {
    ledger.append(
        new Statement(
            OURS,
            alice,
            ConsentScope.ALL,
            Kind.GRANTED,
            Set.of(Purpose.values()),
            ConsentLevel.WRITTEN,
            Source.WEB,
            Evidence.NONE,
            NOON.minusSeconds(3600)));
  }

  private ConsentLevel level() {
    return ledger.standing(OURS, alice).towards(Set.of(), Purpose.MARKETING).level();
  }

  private ConsentFlag flag() {
    assertThat(open()).hasSize(1);
    return open().getFirst();
  }
}
