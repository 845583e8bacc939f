// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** For how long decisions are kept. */
class RulingStoreTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");

  private final TestDatabase database = TestDatabase.create();
  private final AccountId account = TestAccounts.in(database.storage()).configured().id();
  private final RulingStore rulings = new RulingStore(database.storage());

  @Test
  void forgetsTheOldestFirstSomeAtATimeAndNothingThatIsYoungEnough() {
    decide(NOON.minus(Duration.ofDays(3)));
    decide(NOON.minus(Duration.ofDays(2)));
    decide(NOON.minusMillis(1));
    decide(NOON);

    assertThat(rulings.forget(NOON, 2)).isEqualTo(2);
    assertThat(kept()).containsExactly(NOON, NOON.minusMillis(1));
    assertThat(rulings.forget(NOON, 2)).isEqualTo(1);
    assertThat(rulings.forget(NOON, 2)).isZero();
    assertThat(kept()).containsExactly(NOON);
  }

  private List<Instant> kept() {
    return rulings.ofRecipient(new Person(account, ALICE.e164()), null, 10).stream()
        .map(RulingRecord::at)
        .toList();
  }

  private void decide(Instant at) {
    var deciding = TestDeciding.on(database.storage(), Clock.fixed(at, ZoneOffset.UTC));
    var sending =
        new Sending(
            account,
            null,
            ALICE,
            "+14155550100",
            null,
            Channel.SMS,
            Purpose.TRANSACTIONAL,
            null,
            null,
            at);
    deciding.keep(deciding.ask(List.of(sending)));
  }
}
