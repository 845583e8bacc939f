// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.TwilioNumbers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeactivationsTest extends MessagingStage {

  private static final String STRANGER = "+14155559999";

  private final Clock clock = gateway.get(Clock.class);
  private final LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);

  @Test
  void endsWhatWasAgreedWithWhoeverHasGivenUpANumber() {
    deliver("Hello");
    gateway.emulator.handset(alice).outOfService();
    gateway.emulator.handset(STRANGER).outOfService();

    tomorrow().catchUp(3);
    tomorrow().catchUp(3);

    assertThat(history(alice))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(Kind.REVOKED);
              assertThat(event.source()).isEqualTo(Source.CARRIER);
              assertThat(event.scope()).isEqualTo(ConsentScope.ALL);
              assertThat(event.evidence().said()).isEqualTo("deactivated " + today);
              assertThat(event.at())
                  .isEqualTo(today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            });
    assertThat(history(STRANGER)).isEmpty();
    assertThat(store().unread(account, today.minusDays(2), today)).isEmpty();
  }

  @Test
  void readsLaterWhatDoesNotComeAtOnce() {
    var day = today.minusDays(10);
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", "/Deactivations").times(100));

    tomorrow().catchUp(11);
    assertThat(store().unread(account, day, day)).containsExactly(day);

    gateway.emulator.faults(1);
    tomorrow().catchUp(11);
    assertThat(store().unread(account, day, day)).isEmpty();
  }

  @Test
  void readsNothingWhereNoDaysAreWanted() {
    tomorrow().catchUp(0);

    assertThat(store().unread(account, today.minusDays(40), today.minusDays(40))).hasSize(1);
  }

  private Deactivations tomorrow() {
    return new Deactivations(
        gateway.get(Accounts.class),
        gateway.get(TwilioNumbers.class),
        store(),
        gateway.all(Acquaintances.class),
        gateway.get(Ledger.class),
        Clock.offset(clock, Duration.ofDays(1)));
  }

  private DeactivationStore store() {
    return new DeactivationStore(gateway.get(Storage.class));
  }

  private List<ConsentEvent> history(String number) {
    return gateway.get(Consents.class).history(account, new PhoneNumber(number));
  }
}
