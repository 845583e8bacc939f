// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.law.Purpose;
import io.trunkline.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandoverPropertiesTest {

  private static final Settings<HandoverProperties> SETTINGS =
      new Settings<>("trunkline.handover", HandoverProperties.class);

  @Test
  void hasDefaults() {
    assertThat(SETTINGS.with(Map.of()))
        .isEqualTo(
            new HandoverProperties(
                Duration.ofSeconds(5),
                Map.of(),
                Duration.ofMinutes(1),
                List.of(
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    Duration.ofDays(1)),
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                50,
                CircuitPropertiesTest.DEFAULTS));
  }

  @ParameterizedTest
  @CsvSource({
    "EMERGENCY,     PT10S, PT10S, 2, PT5M,",
    "OTP,           PT10S, PT10S, 2, PT10M, PT10M",
    "TRANSACTIONAL, PT30S, PT30S, 2, PT1H,",
    "INFORMATIONAL, PT1M,  PT2M,  3, PT6H,",
    "MARKETING,     PT5M,  PT15M, 4, PT24H,",
  })
  void waitsByPurpose(
      Purpose purpose,
      Duration after,
      Duration every,
      int absences,
      Duration person,
      @Nullable Duration worthFor) {
    assertThat(SETTINGS.with(Map.of()).policy(purpose))
        .isEqualTo(new DoubtPolicy(after, every, absences, person, worthFor));
  }

  @Test
  void mapsEveryProperty() {
    var properties =
        SETTINGS.with(
            Map.ofEntries(
                entry("settle-every", "7s"),
                entry("doubt.otp.search-after", "1m"),
                entry("doubt.otp.search-every", "2m"),
                entry("doubt.otp.absences", "3"),
                entry("doubt.otp.person-after", "4h"),
                entry("doubt.otp.worth-for", "5m"),
                entry("check-every", "6s"),
                entry("check-again", "1h, 2h"),
                entry("inbound-every", "8s"),
                entry("retry-first", "4s"),
                entry("retry-longest", "5s"),
                entry("retry-attempts", "6")));

    assertThat(properties)
        .returns(Duration.ofSeconds(7), HandoverProperties::settleEvery)
        .returns(Duration.ofSeconds(6), HandoverProperties::checkEvery)
        .returns(List.of(Duration.ofHours(1), Duration.ofHours(2)), HandoverProperties::checkAgain)
        .returns(Duration.ofSeconds(8), HandoverProperties::inboundEvery)
        .returns(Duration.ofSeconds(4), HandoverProperties::retryFirst)
        .returns(Duration.ofSeconds(5), HandoverProperties::retryLongest)
        .returns(6, HandoverProperties::retryAttempts);
    assertThat(properties.policy(Purpose.OTP))
        .isEqualTo(
            new DoubtPolicy(
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                3,
                Duration.ofHours(4),
                Duration.ofMinutes(5)));
  }

  @Test
  void leavesOfAPolicyAsUsualWhatIsNotConfigured() {
    var policy = SETTINGS.with(Map.of("doubt.marketing.absences", "7")).policy(Purpose.MARKETING);

    assertThat(policy)
        .returns(7, DoubtPolicy::absences)
        .returns(Duration.ofMinutes(5), DoubtPolicy::searchAfter);
  }

  @ParameterizedTest
  @CsvSource({
    "settle-every, 999ms",
    "doubt.otp.search-after, 0s",
    "doubt.otp.search-every, -1s",
    "doubt.marketing.absences, 1",
    "doubt.emergency.person-after, 0s",
    "doubt.otp.worth-for, 0s",
    "check-every, 999ms",
    "check-again, 0s",
    "inbound-every, 999ms",
    "retry-first, 0s",
    "retry-longest, 999ms",
    "retry-attempts, 0"
  })
  void refusesNonsense(String name, String value) {
    SETTINGS.refuse(name, value);
  }
}
