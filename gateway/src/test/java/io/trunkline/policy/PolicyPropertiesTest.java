// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.law.Purpose;
import io.trunkline.law.WeekHours;
import io.trunkline.phone.LineKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyPropertiesTest {

  @Test
  void haveDefaults() {
    var policy = TestPolicies.policy();

    assertThat(policy.reach().countries()).containsExactly("own");
    assertThat(policy.reach().refusedLines())
        .containsExactlyInAnyOrder(
            LineKind.PREMIUM_RATE,
            LineKind.SHARED_COST,
            LineKind.PERSONAL,
            LineKind.TOLL_FREE,
            LineKind.OTHER);
    assertThat(policy.reach().velocity())
        .hasSize(6)
        .contains(new PrefixLimit(60, Duration.ofMinutes(10), 4));
    assertThat(policy.reach().velocityFor()).containsExactly(Purpose.OTP);
    assertThat(policy.content().senderName()).isNull();
    assertThat(policy.content().rules())
        .containsOnlyKeys(ContentRule.values())
        .containsValue(Strictness.WARN);
    assertThat(policy.content().forbiddenWords()).containsKeys("gambling", "cannabis");
    assertThat(policy.content().stopLine().texts()).containsKeys("en", "es", "fr");
    assertThat(policy.content().stopLine().appendedFor()).isEmpty();
    assertThat(policy.content().stopLine().every()).isZero();
    assertThat(policy.restraint())
        .isEqualTo(new Policy.Restraint(Strictness.WARN, null, List.of(), Map.of(), Map.of()));
  }

  @Test
  void mapEveryProperty() {
    assertThat(
            TestPolicies.policy(
                "sender-name=Chez Paul",
                "countries=own,FR",
                "refused-lines=premium_rate",
                "velocity=5/PT1M/3",
                "velocity-for=otp,transactional",
                "content-rules.sender-named=off",
                "content-rules.opt-out-instruction=block",
                "content-rules.numeric-opt-out=block",
                "content-rules.public-shortener=block",
                "content-rules.forbidden-words=off",
                "content-rules.country-marks=block",
                "forbidden-words.alcohol=vodka,eau de vie",
                "stop-line.texts.en=Reply STOP",
                "stop-line.texts.fr=STOP au 36173",
                "stop-line.appended-for=marketing",
                "stop-line.every=30d",
                "consent-required=block",
                "hours=mon-fri=09:00-20:00;sat=closed;sun=closed",
                "caps=3/PT24H"))
        .isEqualTo(
            new Policy(
                new Policy.Reach(
                    Set.of("own", "FR"),
                    Set.of(LineKind.PREMIUM_RATE),
                    List.of(new PrefixLimit(5, Duration.ofMinutes(1), 3)),
                    Set.of(Purpose.OTP, Purpose.TRANSACTIONAL)),
                new Policy.Content(
                    "Chez Paul",
                    Map.of(
                        ContentRule.SENDER_NAMED, Strictness.OFF,
                        ContentRule.OPT_OUT_INSTRUCTION, Strictness.BLOCK,
                        ContentRule.NUMERIC_OPT_OUT, Strictness.BLOCK,
                        ContentRule.PUBLIC_SHORTENER, Strictness.BLOCK,
                        ContentRule.FORBIDDEN_WORDS, Strictness.OFF,
                        ContentRule.COUNTRY_MARKS, Strictness.BLOCK),
                    Map.of("alcohol", List.of("vodka", "eau de vie")),
                    new Policy.StopLine(
                        Map.of("en", "Reply STOP", "fr", "STOP au 36173"),
                        Set.of(Purpose.MARKETING),
                        Duration.ofDays(30))),
                new Policy.Restraint(
                    Strictness.BLOCK,
                    WeekHours.parse("mon-fri=09:00-20:00;sat=closed;sun=closed"),
                    List.of(new OwnCap(3, Duration.ofDays(1))),
                    Map.of(),
                    Map.of())));
  }

  @Test
  void switchTheVelocityOff() {
    assertThat(TestPolicies.policy("velocity=").reach().velocity()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "countries, usa",
    "countries, us",
    "velocity, 0/PT10M/4",
    "velocity, 10001/PT10M/4",
    "velocity, 5/PT25H/4",
    "velocity, 5/PT0.5S/4",
    "velocity, 5/PT10M/5",
    "velocity, 5 per hour",
    "hours, weekdays",
    "hours, mon-fri=09:00-20:00",
    "caps, 0/PT24H",
    "caps, 3/PT5S",
    "caps, 3/P1Y",
    "caps, 3/P400D",
    "sender-name, A name that is much too long for any telephone",
    "forbidden-words.alcohol, !!!",
    "stop-line.every, -1d",
    "stop-line.every, 367d",
    "stop-line.texts.en, Have a nice day",
    "stop-line.texts.english, STOP",
  })
  void refuseNonsense(String name, String value) {
    var setting = name.replaceAll("\\..*", "");

    assertThatThrownBy(() -> TestPolicies.policy(name + "=" + value))
        .hasMessageStartingWith("trunkline.policy." + setting + ": ");
  }
}
