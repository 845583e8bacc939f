// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.law.KnownPlace;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final AccountId OURS = TestAccounts.in(DATABASE.storage()).configured().id();
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");

  private final Recipients recipients =
      TestConsents.in(DATABASE, Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC))
          .recipients();

  @Test
  void remembersWhereSomebodyIs() {
    put("M5V 3L9", "CA-ON");

    assertThat(recipients.find(OURS, ALICE).place())
        .isEqualTo(new KnownPlace(null, "M5V 3L9", "CA-ON"));
  }

  /** "California" is no code of Canada's. */
  @ParameterizedTest
  @CsvSource({
    ", California, /region",
    ", US-ZZ, /region",
    "123456789 1234567, US-CA, /postal_code",
    "<script>, US-CA, /postal_code"
  })
  void refusesWhatIsNoPlace(@Nullable String postalCode, @Nullable String region, String pointer) {
    var refused =
        catchThrowableOfType(RefusalException.class, () -> put(postalCode, region)).refusal();

    assertThat(refused.errors().getFirst().pointer()).isEqualTo(pointer);
  }

  private void put(@Nullable String postalCode, @Nullable String region) {
    recipients.put(
        OURS, ALICE, new Recipient(new KnownPlace(null, postalCode, region), null, null));
  }
}
