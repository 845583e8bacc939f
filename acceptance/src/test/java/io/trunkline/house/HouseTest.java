// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house as it stands keeps its rules. */
class HouseTest {

  private static final House house = House.here();

  static List<HouseRule> rules() {
    return Stream.of(RoomRules.all(), WiringRules.all(), CodeRules.all(), FileRules.all())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void examinesTheMainCodeAndTheFilesOfEveryModule() {
    assertThat(house.files().stream().map(SourceFile::module).distinct())
        .containsExactly("acceptance", "bench", "emulator", "gateway", "server");
    assertThat(house.files().stream().filter(SourceFile::isJava).filter(SourceFile::isMain))
        .hasSizeGreaterThan(150);
    assertThat(house.classes()).hasSizeGreaterThan(150);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void keeps(HouseRule rule) {
    assertThat(rule.complaintsAbout(house)).as("%s, because %s", rule, rule.reason()).isEmpty();
  }

  @Test
  void hasAReasonForEachRule() {
    assertThat(rules()).allSatisfy(rule -> assertThat(rule.reason()).isNotBlank());
  }
}
