// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.conversations.AnswerVerdict.Answer;
import io.trunkline.conversations.AnswerVerdict.Because;
import io.trunkline.conversations.AnswerVerdict.Silent;
import io.trunkline.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Judges whether the other side may be a machine that answers our answers. By what can be counted
 * only: no words are understood, so none are misunderstood.
 */
final class LoopGuard {

  private final ConversationsProperties limits;

  LoopGuard(ConversationsProperties limits) {
    this.limits = limits;
  }

  /**
   * What is known of a conversation.
   *
   * @param answers when we last answered by ourselves, at least as many times as may be
   * @param repeats when the latest words came in a row, at least as many times as may be
   */
  record Facts(List<Instant> answers, List<Instant> repeats) {

    Facts {
      answers = List.copyOf(answers);
      repeats = List.copyOf(repeats);
    }
  }

  AnswerVerdict judge(String contact, boolean contactIsOurs, Facts facts, Instant now) {
    if (contactIsOurs) {
      return new Silent(Because.OWN_ADDRESS);
    }
    if (!isTelephone(contact)) {
      return new Silent(Because.NO_TELEPHONE);
    }
    if (within(limits.repeatsWithin(), facts.repeats(), now) >= limits.repeats()) {
      return new Silent(Because.REPETITION);
    }
    if (within(limits.answersWithin(), facts.answers(), now) >= limits.answers()) {
      return new Silent(Because.TOO_MANY_ANSWERS);
    }
    return new Answer();
  }

  /** What lies exactly the whole time back no longer counts. */
  private static long within(Duration time, List<Instant> instants, Instant now) {
    var since = now.minus(time);
    return instants.stream().filter(instant -> instant.isAfter(since)).count();
  }

  private static boolean isTelephone(String contact) {
    try {
      var _ = PhoneNumber.parse(contact);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
