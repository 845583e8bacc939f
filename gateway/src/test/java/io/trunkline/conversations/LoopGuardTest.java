// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.conversations.AnswerVerdict.Answer;
import io.trunkline.conversations.AnswerVerdict.Because;
import io.trunkline.conversations.AnswerVerdict.Silent;
import io.trunkline.conversations.LoopGuard.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopGuardTest {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ALICE = "+14155552671";
  private static final Facts NOTHING = new Facts(List.of(), List.of());

  private final LoopGuard guard =
      new LoopGuard(
          new ConversationsProperties(2, Duration.ofMinutes(60), 3, Duration.ofMinutes(10)));

  @Test
  void answersAPerson() {
    assertThat(judge(NOTHING)).isEqualTo(new Answer());
  }

  @Test
  void saysNothingToItself() {
    assertThat(guard.judge(ALICE, true, NOTHING, NOW)).isEqualTo(new Silent(Because.OWN_ADDRESS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"72975", "BANK", "", "MG00000000000000000000000000000000"})
  void saysNothingToWhatNoPersonHolds(String contact) {
    assertThat(guard.judge(contact, false, NOTHING, NOW))
        .isEqualTo(new Silent(Because.NO_TELEPHONE));
  }

  @Test
  void saysNothingToTheThirdOfTheSameWords() {
    assertThat(judge(new Facts(List.of(), ago(0, 1)))).isEqualTo(new Answer());
    assertThat(judge(new Facts(List.of(), ago(0, 1, 2)))).isEqualTo(new Silent(Because.REPETITION));
  }

  @Test
  void forgetsRepetitionsWhenTheirTimeIsOver() {
    assertThat(judge(new Facts(List.of(), ago(0, 1, 10)))).isEqualTo(new Answer());
    assertThat(judge(new Facts(List.of(), List.of(NOW, NOW, minutesAgo(10).plusNanos(1000)))))
        .isEqualTo(new Silent(Because.REPETITION));
  }

  @Test
  void stopsAfterAsManyAnswersAsMayBe() {
    assertThat(judge(new Facts(ago(1), List.of()))).isEqualTo(new Answer());
    assertThat(judge(new Facts(ago(1, 59), List.of())))
        .isEqualTo(new Silent(Because.TOO_MANY_ANSWERS));
    assertThat(judge(new Facts(ago(1, 60), List.of()))).isEqualTo(new Answer());
  }

  private AnswerVerdict judge(Facts facts) {
    return guard.judge(ALICE, false, facts, NOW);
  }

  private static List<Instant> ago(int... minutes) {
    return Arrays.stream(minutes).mapToObj(LoopGuardTest::minutesAgo).toList();
  }

  private static Instant minutesAgo(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
