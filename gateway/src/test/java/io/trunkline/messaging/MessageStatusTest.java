// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.MessageStatus.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageStatusTest {

  @Test
  void endsTheSameInWhateverOrderTwilioReports() {
    var reports = List.of(QUEUED, SENDING, SENT, DELIVERED, READ, SENT);
    for (var order : permutations(reports)) {
      var status = DISPATCHING;
      for (var report : order) {
        var next = status.after(report);
        assertThat(next.compareTo(status)).isNotNegative();
        status = next;
      }
      var deliveredBeforeRead = order.indexOf(DELIVERED) < order.indexOf(READ);
      assertThat(status).as("%s", order).isIn(READ, deliveredBeforeRead ? READ : DELIVERED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "queued, QUEUED",
    "initiated, SENDING",
    "ringing, SENDING",
    "in-progress, SENT",
    "completed, DELIVERED",
    "busy, UNDELIVERED",
    "no-answer, UNDELIVERED",
    "canceled, UNDELIVERED",
    "failed, FAILED"
  })
  void readsWhatTwilioSaysOfCalls(String word, MessageStatus status) {
    assertThat(MessageStatus.ofTwilio(word)).contains(status);
  }

  @ParameterizedTest
  @EnumSource(
      value = MessageStatus.class,
      names = {"UNDELIVERED", "FAILED", "REFUSED", "READ", "RECEIVED"})
  void neverLeavesAFinalStatus(MessageStatus last) {
    for (var report : MessageStatus.values()) {
      assertThat(last.after(report)).isEqualTo(last);
    }
  }

  @Test
  void readsOnlyWhatMayHaveArrived() {
    assertThat(DELIVERED.after(READ)).isEqualTo(READ);
    assertThat(SENT.after(READ)).isEqualTo(READ);
    assertThat(UNDELIVERED.after(READ)).isEqualTo(UNDELIVERED);
  }

  @Test
  void wasDeliveredAndNothingElseBeforeItWasRead() {
    assertThat(Stream.of(values()).filter(READ::hasPassed))
        .contains(DELIVERED, SENT, QUEUED)
        .doesNotContain(UNDELIVERED, FAILED, EXPIRED);
  }

  @Test
  void settlesAnUnconfirmedMessageByWhateverTwilioSays() {
    assertThat(UNCONFIRMED.after(QUEUED)).isEqualTo(QUEUED);
    assertThat(UNCONFIRMED.after(FAILED)).isEqualTo(FAILED);
  }

  @Test
  void knowsTwiliosWords() {
    assertThat(ofTwilio("accepted")).contains(QUEUED);
    assertThat(ofTwilio("undelivered")).contains(UNDELIVERED);
    assertThat(ofTwilio("teleported")).isEmpty();
    assertThat(Stream.of(values()).map(MessageStatus::code).map(MessageStatus::ofCode))
        .containsExactly(values());
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<T>>();
    for (var i = 0; i < items.size(); i++) {
      var rest = new ArrayList<>(items);
      var first = rest.remove(i);
      for (var tail : permutations(rest)) {
        var one = new ArrayList<T>();
        one.add(first);
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }
}
