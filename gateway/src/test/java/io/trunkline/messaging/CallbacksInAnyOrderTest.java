// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.messaging.TimelineEntry.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever the order of what Twilio tells us of a message, the end is the same. */
class CallbacksInAnyOrderTest extends MessagingStage {

  /** Our own answer, which Twilio's callbacks may overtake. */
  private static final String ANSWER = "";

  private static final int SHUFFLES = 400;

  /** What the timeline shows of an entry, but for when we learned of it. */
  private record Line(
      Source source,
      @Nullable MessageStatus status,
      @Nullable String word,
      @Nullable Integer error) {}

  /** A message and all that is told of it, in turn. */
  private record Life(Message message, List<String> told) {

    String sid() {
      return "SM" + message.id().value().toString().replace("-", "");
    }
  }

  CallbacksInAnyOrderTest() {
    super("trunkline.dispatch.enabled=false");
  }

  @Test
  void endTheSameForWhatWasReadWhateverTheirOrderAndHoweverOftenTheyCome() {
    var told = List.of(ANSWER, "queued", "sent", "delivered", "read");

    assertThat(ends(orders(told)))
        .containsExactly(
            List.of(
                new Line(Source.REQUEST, MessageStatus.ACCEPTED, null, null),
                new Line(Source.HANDOVER, MessageStatus.QUEUED, "accepted", null),
                new Line(Source.CALLBACK, MessageStatus.QUEUED, "queued", null),
                new Line(Source.CALLBACK, MessageStatus.SENT, "sent", null),
                new Line(Source.CALLBACK, MessageStatus.DELIVERED, "delivered", null),
                new Line(Source.CALLBACK, MessageStatus.READ, "read", null)));
  }

  @Test
  void endTheSameForWhatDidNotArrive() {
    var told = List.of(ANSWER, "sending", "sent", "undelivered");

    assertThat(ends(orders(told)))
        .containsExactly(
            List.of(
                new Line(Source.REQUEST, MessageStatus.ACCEPTED, null, null),
                new Line(Source.HANDOVER, MessageStatus.QUEUED, "accepted", null),
                new Line(Source.CALLBACK, MessageStatus.SENDING, "sending", null),
                new Line(Source.CALLBACK, MessageStatus.SENT, "sent", null),
                new Line(Source.CALLBACK, MessageStatus.UNDELIVERED, "undelivered", 30005)));
  }

  /** The first of two ends holds, and the other is seen to have changed nothing. */
  @Test
  void showThatTwoEndsWereTold() {
    assertThat(ends(List.of(List.of(ANSWER, "delivered", "undelivered"))))
        .singleElement()
        .satisfies(
            lines ->
                assertThat(lines.getLast())
                    .isEqualTo(new Line(Source.CALLBACK, null, "undelivered", 30005)));
  }

  /** Every order; each once with every callback told twice; and, shuffled, some with both mixed. */
  private static List<List<String>> orders(List<String> told) {
    var orders = new ArrayList<List<String>>();
    permute(new ArrayList<>(told), 0, orders);
    for (var order : List.copyOf(orders)) {
      var doubled = new ArrayList<String>();
      order.forEach(one -> doubled.addAll(Collections.nCopies(one.equals(ANSWER) ? 1 : 2, one)));
      orders.add(doubled);
    }
    var dice = new Random(1);
    for (int i = 0; i < SHUFFLES; i++) {
      var shuffled = new ArrayList<>(told);
      shuffled.addAll(told.subList(1, told.size()));
      Collections.shuffle(shuffled, dice);
      orders.add(shuffled);
    }
    return orders;
  }

  private static void permute(List<String> told, int from, List<List<String>> orders) {
    if (from == told.size()) {
      orders.add(List.copyOf(told));
    }
    for (int i = from; i < told.size(); i++) {
      Collections.swap(told, from, i);
      permute(told, from + 1, orders);
      Collections.swap(told, from, i);
    }
  }

  /** All different timelines that come of the orders. */
  private Set<List<Line>> ends(List<List<String>> orders) {
    var lives =
        orders.stream().map(order -> new Life(messages.send(text("Hello")), order)).toList();
    handOver();
    int longest = lives.stream().mapToInt(life -> life.told().size()).max().orElseThrow();
    for (int i = 0; i < longest; i++) {
      int step = i;
      var changes =
          lives.stream()
              .filter(life -> step < life.told().size())
              .map(life -> change(life, life.told().get(step)))
              .toList();
      gateway.inTransaction(() -> gateway.get(MessageProgress.class).apply(changes));
    }
    var ends = new HashSet<List<Line>>();
    for (var life : lives) {
      var message = messages.find(account, life.message().id()).orElseThrow();
      assertThat(message.twilioSid()).isEqualTo(life.sid());
      var lines = messages.timeline(account, message.id()).stream().map(this::line).toList();
      assertThat(lines).extracting(Line::status).contains(message.status());
      ends.add(lines);
    }
    return ends;
  }

  private Line line(TimelineEntry entry) {
    return new Line(entry.source(), entry.status(), entry.twilioStatus(), entry.errorCode());
  }

  /** They are at Twilio, and its answer is under way. */
  private void handOver() {
    gateway
        .database
        .jdbc()
        .sql(
            """
            UPDATE trunkline.messages
            SET status = 'dispatching', attempts = 1, handover_at = created_at,
              lease_until = created_at + interval '1 hour'
            WHERE status = 'accepted'
            """)
        .update();
  }

  private Change change(Life life, String word) {
    boolean isAnswer = word.equals(ANSWER);
    var said = isAnswer ? "accepted" : word;
    return new Change.Reported(
        account,
        life.message().id(),
        isAnswer ? Source.HANDOVER : Source.CALLBACK,
        new Change.Said(
            life.sid(),
            MessageStatus.ofTwilio(said).orElseThrow(),
            said,
            said.equals("undelivered") ? 30005 : null,
            TestGateway.OUR_NUMBER,
            null,
            null),
        null,
        "Twilio says so");
  }
}
