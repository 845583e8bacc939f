// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.law.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HandoverPropertiesTest {

  private static final CircuitProperties CIRCUIT =
      new CircuitProperties(
          20,
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(1));

  @Test
  void hasDefaults() {
    assertThat(bind(Map.of()))
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
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                50,
                CIRCUIT));
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
    assertThat(bind(Map.of()).policy(purpose))
        .isEqualTo(new DoubtPolicy(after, every, absences, person, worthFor));
  }

  @Test
  void mapsEveryProperty() {
    var properties =
        bind(
            Map.ofEntries(
                entry("trunkline.handover.settle-every", "7s"),
                entry("trunkline.handover.doubt.otp.search-after", "1m"),
                entry("trunkline.handover.doubt.otp.search-every", "2m"),
                entry("trunkline.handover.doubt.otp.absences", "3"),
                entry("trunkline.handover.doubt.otp.person-after", "4h"),
                entry("trunkline.handover.doubt.otp.worth-for", "5m"),
                entry("trunkline.handover.check-every", "6s"),
                entry("trunkline.handover.check-again", "1h, 2h"),
                entry("trunkline.handover.retry-first", "4s"),
                entry("trunkline.handover.retry-longest", "5s"),
                entry("trunkline.handover.retry-attempts", "6")));

    assertThat(properties)
        .returns(Duration.ofSeconds(7), HandoverProperties::settleEvery)
        .returns(Duration.ofSeconds(6), HandoverProperties::checkEvery)
        .returns(List.of(Duration.ofHours(1), Duration.ofHours(2)), HandoverProperties::checkAgain)
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
    var policy =
        bind(Map.of("trunkline.handover.doubt.marketing.absences", "7")).policy(Purpose.MARKETING);

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
    "retry-first, 0s",
    "retry-longest, 999ms",
    "retry-attempts, 0"
  })
  void refusesNonsense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("trunkline.handover." + name, value)))
        .rootCause()
        .hasMessageContaining("trunkline.handover." + name);
  }

  private static HandoverProperties bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("trunkline.handover", HandoverProperties.class);
  }
}
