// SPDX-License-Identifier: Apache-2.0
package io.trunkline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule complains about a violation planted for it. */
class HouseRulesCanFailTest {

  static List<Plant> plants() {
    return Plants.all();
  }

  @ParameterizedTest
  @MethodSource("plants")
  void complainsAbout(Plant plant, @TempDir Path folder) {
    var rule =
        HouseTest.rules().stream().filter(it -> it.claim().equals(plant.claim())).findFirst();

    assertThat(rule).as("the rule that is to complain").isPresent();
    assertThat(rule.orElseThrow().complaintsAbout(plant.house(folder)))
        .anySatisfy(complaint -> assertThat(complaint).contains(plant.complaint()));
  }

  @Test
  void hasAViolationForEachRule() {
    assertThat(plants())
        .extracting(Plant::claim)
        .containsAll(HouseTest.rules().stream().map(HouseRule::claim).toList());
  }
}
