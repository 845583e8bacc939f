// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.TestAccounts;
import io.trunkline.id.Ids;
import io.trunkline.law.Decision;
import io.trunkline.law.Purpose;
import io.trunkline.law.Reason;
import io.trunkline.law.RuleSet;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.policy.OwnCap;
import io.trunkline.policy.OwnProgramme;
import io.trunkline.policy.Policy;
import io.trunkline.policy.TestPolicies;
import io.trunkline.storage.TestDatabase;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What an account keeps to in one of its programmes, beside what it keeps to in all. */
class ProgrammeTest {

  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final TransactionTemplate TRANSACTIONS =
      new TransactionTemplate(DATABASE.transactions());
  private static final AccountId ACCOUNT = TestAccounts.in(DATABASE.storage()).configured().id();

  /** Ten in the morning in California; a Tuesday. */
  private static final Instant TUESDAY = Instant.parse("2026-12-01T18:00:00Z");

  private static int last = 100;

  private PhoneNumber somebody = PhoneNumber.parse("+14155550100");

  @BeforeEach
  void meetAnother() {
    somebody = PhoneNumber.parse("+1415555" + "%04d".formatted(++last));
  }

  @Test
  void keepsToItsOwnCapAndCountsNothingElse() {
    var strict = deciding(new OwnProgramme(null, List.of(OwnCap.parse("1/P7D")), null));

    assertThat(admit(strict, "hats")).isInstanceOf(Decision.Send.class);
    assertThat(admit(strict, null)).isInstanceOf(Decision.Send.class);
    assertThat(admit(strict, "shoes")).isInstanceOf(Decision.Send.class);
    assertThat(admit(strict, "shoes"))
        .isInstanceOfSatisfying(
            Decision.Defer.class,
            defer -> {
              assertThat(defer.until()).isEqualTo(TUESDAY.plus(Duration.ofDays(7)));
              assertThat(defer.because()).extracting(Reason::rule).contains("programme-cap");
            });
    assertThat(admit(strict, "hats")).isInstanceOf(Decision.Send.class);
  }

  @Test
  void keepsToItsOwnHoursAndToThoseOfTheAccount() {
    var noon = new OwnProgramme(WeekHours.parse("mon-sun=12:00-14:00"), List.of(), null);
    var strict = deciding(noon, "hours=mon-sun=09:00-11:00+13:00-15:00");

    assertThat(admit(strict, "shoes"))
        .isInstanceOfSatisfying(
            Decision.Defer.class,
            // One in the afternoon.
            defer -> assertThat(defer.until()).isEqualTo(TUESDAY.plus(Duration.ofHours(3))));
    assertThat(admit(strict, "hats")).isInstanceOf(Decision.Send.class);
  }

  @Test
  void isPausedWithoutTheOthers() {
    var until = TUESDAY.plus(Duration.ofHours(2));
    var paused = deciding(new OwnProgramme(null, List.of(), until));

    assertThat(admit(paused, "shoes"))
        .isInstanceOfSatisfying(
            Decision.Defer.class,
            defer -> {
              assertThat(defer.until()).isEqualTo(until);
              assertThat(defer.because())
                  .extracting(Reason::kind)
                  .containsExactly(Reason.Kind.PAUSED);
            });
    assertThat(admit(paused, "hats")).isInstanceOf(Decision.Send.class);
  }

  private static Deciding deciding(OwnProgramme shoes, String... settings) {
    var policy = TestPolicies.policy(settings);
    var own = policy.restraint();
    var strict =
        new Policy.Restraint(
            own.consentRequired(), own.hours(), own.caps(), own.paused(), Map.of("shoes", shoes));
    var rules = RuleSet.bundled();
    return new Deciding(
        new Deciding.Stores(
            new ConsentStore(DATABASE.storage()),
            new RecipientStore(DATABASE.storage()),
            new ContactStore(DATABASE.storage()),
            new RulingStore(DATABASE.storage())),
        () -> rules,
        _ -> new Policy(policy.reach(), policy.content(), strict),
        new Ids(Clock.fixed(TUESDAY, ZoneOffset.UTC)));
  }

  private Decision admit(Deciding deciding, @Nullable String programme) {
    var sending =
        new Sending(
            ACCOUNT,
            UUID.randomUUID(),
            somebody,
            "+14155550100",
            null,
            Channel.SMS,
            Purpose.MARKETING,
            programme,
            null,
            TUESDAY);
    return Objects.requireNonNull(TRANSACTIONS.execute(status -> deciding.admit(List.of(sending))))
        .getFirst()
        .decision();
  }
}
