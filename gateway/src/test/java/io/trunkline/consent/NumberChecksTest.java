// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.consent.NumberCheck.Outcome;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NumberChecksTest extends MessagingStage {

  private final NumberChecks checks = gateway.get(NumberChecks.class);
  private final Instant now = gateway.get(Clock.class).instant();
  private final LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);

  @Test
  void endsWhatWasAgreedWithWhoeverHadTheNumber() {
    grant();
    gateway.emulator.handset(alice).outOfService();

    var check = checks.check(account, recipient(), null);

    assertThat(check.outcome()).isEqualTo(Outcome.REASSIGNED);
    assertThat(check.since()).isEqualTo(today);
    assertThat(gateway.get(Consents.class).history(account, recipient()).getLast())
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(Kind.REVOKED);
              assertThat(event.source()).isEqualTo(Source.REASSIGNED);
              assertThat(event.evidence().said()).isEqualTo("reassigned since " + today);
            });
  }

  @Test
  void writesDownThatNobodyElseHasTheNumberAndChangesNothing() {
    grant();

    assertThat(checks.check(account, recipient(), today.minusDays(30)).outcome())
        .isEqualTo(Outcome.SAME);
    var standing = gateway.get(Ledger.class).standing(account, recipient());
    assertThat(standing.events().getLast())
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(Kind.CONFIRMED);
              assertThat(event.source()).isEqualTo(Source.REASSIGNED);
              assertThat(event.evidence().said())
                  .isEqualTo("not reassigned since " + today.minusDays(30));
            });
    var towards = standing.towards(Set.of(), Purpose.MARKETING);
    assertThat(towards.isBlocked()).isFalse();
    assertThat(towards.level()).isEqualTo(ConsentLevel.WRITTEN);
  }

  @Test
  void saysWhereNobodyKnows() {
    var abroad = new PhoneNumber("+447700900123");

    assertThat(checks.check(account, abroad, today).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(gateway.get(Consents.class).history(account, abroad)).isEmpty();
  }

  @Test
  void needsADayOnWhichTheRecipientHadTheNumber() {
    var refused =
        catchThrowableOfType(
            RefusalException.class, () -> checks.check(account, recipient(), null));

    assertThat(refused.refusal().code()).isEqualTo(NumberCheckRefusal.NO_CONSENT_TO_CHECK);
  }

  private PhoneNumber recipient() {
    return new PhoneNumber(alice);
  }

  private void grant() {
    gateway
        .get(Ledger.class)
        .append(
            new Statement(
                account,
                recipient(),
                ConsentScope.ALL,
                Kind.GRANTED,
                Set.of(Purpose.values()),
                ConsentLevel.WRITTEN,
                Source.WEB,
                Evidence.NONE,
                now));
  }
}
