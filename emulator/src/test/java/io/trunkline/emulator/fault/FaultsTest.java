// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = new Faults();

  @Test
  void strikesTheSameRequestsForTheSameSeed() {
    var first = strikes(7, 0.3);

    assertThat(strikes(7, 0.3)).isEqualTo(first);
    assertThat(strikes(8, 0.3)).isNotEqualTo(first);
  }

  @Test
  void strikesAboutAsOftenAsItIsLikely() {
    var struck = strikes(42, 0.1).stream().filter(hit -> hit).count();

    assertThat(struck).isBetween(70L, 130L);
  }

  @Test
  void strikesOnlySoManyTimes() {
    faults.plan(1, List.of(FaultRule.of(FaultKind.CUT_BEFORE).times(2)));

    assertThat(faults.forRequest("GET", "/a")).isNotNull();
    assertThat(faults.forRequest("GET", "/a")).isNotNull();
    assertThat(faults.forRequest("GET", "/a")).isNull();
    assertThat(faults.struck()).extracting(Faults.Struck::times).containsExactly(2);
  }

  @Test
  void takesPathsAsPartsOrWithAsterisksAsWholes() {
    faults.plan(1, List.of(FaultRule.of(FaultKind.SLOW).on("post", "/Messages.json")));
    assertThat(faults.forRequest("POST", "/2010-04-01/Accounts/AC1/Messages.json")).isNotNull();
    assertThat(faults.forRequest("GET", "/2010-04-01/Accounts/AC1/Messages.json")).isNull();

    faults.plan(1, List.of(FaultRule.of(FaultKind.SLOW).on("*", "/2010*/Messages*.json")));
    assertThat(faults.forRequest("GET", "/2010-04-01/Accounts/AC1/Messages/SM1.json")).isNotNull();
    assertThat(faults.forRequest("GET", "/v1/2010/Messages.json")).isNull();
  }

  @Test
  void keepsFaultsOfCallbacksAndOfRequestsApart() {
    faults.plan(1, List.of(FaultRule.of(FaultKind.CALLBACK_LOST)));

    assertThat(faults.forRequest("POST", "/a")).isNull();
    assertThat(faults.forCallback("POST", "/a")).isNotNull();
  }

  private List<Boolean> strikes(long seed, double probability) {
    faults.plan(seed, List.of(FaultRule.of(FaultKind.CUT_AFTER).probability(probability)));
    return IntStream.range(0, 1000).mapToObj(i -> faults.forRequest("POST", "/a") != null).toList();
  }
}
