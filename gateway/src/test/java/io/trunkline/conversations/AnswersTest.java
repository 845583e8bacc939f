// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.conversations.AnswerVerdict.Answer;
import io.trunkline.conversations.AnswerVerdict.Because;
import io.trunkline.conversations.AnswerVerdict.Silent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What conversations answer by themselves. */
class AnswersTest extends ConversationsStage {

  @Test
  void stopsAnsweringWhoeverSaysTheSameAgainAndAgain() {
    var bot = sms("+14155552671");

    assertThat(verdicts(bot, "Sorry?", "Sorry?", "Sorry?", "Sorry?"))
        .containsExactly(
            new Answer(),
            new Answer(),
            new Silent(Because.REPETITION),
            new Silent(Because.REPETITION));
    assertThat(verdicts(bot, "Oh, a person")).containsExactly(new Answer());
  }

  @Test
  void doesNotTakePicturesInARowForARepetition() {
    assertThat(verdicts(sms("+14155552671"), "", " ", "", "")).containsOnly(new Answer());
  }

  @Test
  void mustHaveHeardWhatItAnswers() {
    assertThatThrownBy(() -> conversations.mayAnswer(sms("+14155552671"), false))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void answersExactlyAsOftenAsItMayWhoeverAsksAtOnce() throws Exception {
    var bot = sms("+14155552671");
    conversations.recordInbound(List.of(said(bot, "x", 0)));
    var nodes = List.of(node(NOON), node(NOON));
    var transaction = new TransactionTemplate(DATABASE.transactions());
    Stream<Callable<AnswerVerdict>> askers =
        IntStream.range(0, 30)
            .mapToObj(
                asker ->
                    () -> transaction.execute(_ -> nodes.get(asker % 2).mayAnswer(bot, false)));

    var answers = new ArrayList<AnswerVerdict>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var verdict : threads.invokeAll(askers.toList(), 60, SECONDS)) {
        answers.add(verdict.get());
      }
    }

    assertThat(answers).filteredOn(new Answer()::equals).hasSize(5);
    assertThat(node(NOON.plus(LIMITS.answersWithin())).mayAnswer(bot, false))
        .isEqualTo(new Answer());
  }

  @Test
  void countsNoAnswerThatWasRolledBack() {
    var alice = sms("+14155552671");
    conversations.recordInbound(List.of(said(alice, "x", 0)));
    var transaction = new TransactionTemplate(DATABASE.transactions());
    for (int i = 0; i < 10; i++) {
      transaction.executeWithoutResult(
          status -> {
            assertThat(conversations.mayAnswer(alice, false)).isEqualTo(new Answer());
            status.setRollbackOnly();
          });
    }
  }

  private List<AnswerVerdict> verdicts(ConversationKey key, String... bodies) {
    return Stream.of(bodies)
        .map(
            body -> {
              conversations.recordInbound(List.of(said(key, body, 0)));
              return conversations.mayAnswer(key, false);
            })
        .toList();
  }
}
