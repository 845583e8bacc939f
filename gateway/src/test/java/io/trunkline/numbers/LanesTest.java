// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static io.trunkline.numbers.NumbersStage.chosen;
import static io.trunkline.numbers.NumbersStage.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import io.trunkline.phone.PhoneNumber;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final PhoneNumber AMERICAN = new PhoneNumber("+14155552671");
  private static final PhoneNumber BRITON = new PhoneNumber("+447700900123");

  private final NumbersStage stage = new NumbersStage();
  private final Numbers numbers = stage.node();
  private final Sender sender = numbers.register(stage.account, "+14155550100", 5.0);

  @Test
  void giveEachSenderALaneAtItsPace() {
    assertThat(numbers.lanes())
        .containsExactly(
            new Lane(sender.id().value(), List.of(new Limit(sender.id().value(), 5.0))));
  }

  @Test
  void shareThePaceOfTheAccount() {
    var other = numbers.register(stage.account, "+14155550101", 7.0);
    numbers.setPace(stage.account, null, 9);

    assertThat(paces(sender.id().value())).containsExactly(5.0, 9.0);
    assertThat(paces(other.id().value())).containsExactly(7.0, 9.0);
    assertThat(lane(sender.id().value()).limits().getLast())
        .isEqualTo(lane(other.id().value()).limits().getLast());
  }

  @Test
  void keepMessagesToACountryWithAPaceOfItsOwnApart() {
    numbers.setPace(stage.account, null, 9);
    numbers.setPace(stage.account, "gb", 2);

    var toBriton = chosen(numbers, stage.text("+14155550100", BRITON)).lane();
    var toAmerican = chosen(numbers, stage.text("+14155550100", AMERICAN)).lane();

    assertThat(toAmerican).isEqualTo(sender.id().value());
    assertThat(paces(toAmerican)).containsExactly(5.0, 9.0);
    assertThat(toBriton).isNotEqualTo(sender.id().value());
    assertThat(paces(toBriton)).containsExactly(5.0, 9.0, 2.0);
  }

  @Test
  void areThereForASenderThatComesAfterThePaceOfTheCountry() {
    numbers.setPace(stage.account, "GB", 2);
    var late = numbers.register(stage.account, "+447700900999", null);

    var lane = chosen(numbers, stage.text("+447700900999", BRITON)).lane();

    assertThat(paces(lane)).containsExactly(late.pacePerSecond(), 2.0);
  }

  @Test
  void stayForWhatWaitsInThemWhenThePaceIsTakenAway() {
    numbers.setPace(stage.account, "GB", 2);
    var lane = chosen(numbers, stage.text("+14155550100", BRITON)).lane();

    numbers.clearPace(stage.account, "GB");

    assertThat(paces(lane)).containsExactly(5.0);
    assertThat(chosen(numbers, stage.text("+14155550100", BRITON)).lane())
        .isEqualTo(sender.id().value());
    numbers.setPace(stage.account, "GB", 3);
    assertThat(chosen(numbers, stage.text("+14155550100", BRITON)).lane()).isEqualTo(lane);
  }

  @Test
  void stayForWhatWaitsInThemWhenTheSenderIsRemoved() {
    numbers.remove(stage.account, sender.id());

    assertThat(numbers.all()).isEmpty();
    assertThat(paces(sender.id().value())).containsExactly(5.0);
    assertThat(numbers.register(stage.account, "+14155550100", null).id()).isEqualTo(sender.id());
  }

  @Test
  void changePaceOnEveryNodeWithoutARestart() {
    var otherNode = stage.node();
    assertThat(limit(otherNode)).isEqualTo(5.0);

    numbers.changePace(stage.account, sender.id(), 50);

    assertThat(limit(numbers)).isEqualTo(50.0);
    await()
        .atMost(Numbers.MEMORY.plusSeconds(5))
        .untilAsserted(() -> assertThat(limit(otherNode)).isEqualTo(50.0));
  }

  @Test
  void keepOnePaceForACountryHoweverOftenItIsSet() {
    numbers.setPace(stage.account, "GB", 2);
    var before = lane(chosen(numbers, stage.text("+14155550100", BRITON)).lane());
    numbers.setPace(stage.account, "GB", 4);
    var after = lane(before.id());

    assertThat(after.limits().getLast().id()).isEqualTo(before.limits().getLast().id());
    assertThat(after.limits().getLast().unitsPerSecond()).isEqualTo(4.0);
    assertThat(numbers.paces(stage.account).countries()).containsOnlyKeys("GB");
  }

  @Test
  void haveNoPaceThatStopsThem() {
    assertThat(refusal(() -> numbers.setPace(stage.account, null, 0)))
        .isEqualTo(NumberRefusal.INVALID_PACE);
    assertThat(refusal(() -> numbers.setPace(stage.account, "UK", 1)))
        .isEqualTo(NumberRefusal.INVALID_PACE);
    assertThat(refusal(() -> numbers.changePace(stage.account, sender.id(), -1)))
        .isEqualTo(NumberRefusal.INVALID_PACE);
    assertThat(refusal(() -> numbers.clearPace(stage.account, null)))
        .isEqualTo(NumberRefusal.PACE_NOT_FOUND);
  }

  private static double limit(Numbers node) {
    return node.lanes().getFirst().limits().getFirst().unitsPerSecond();
  }

  private List<Double> paces(UUID lane) {
    return lane(lane).limits().stream().map(Limit::unitsPerSecond).toList();
  }

  private Lane lane(UUID id) {
    return numbers.lanes().stream().filter(lane -> lane.id().equals(id)).findFirst().orElseThrow();
  }
}
