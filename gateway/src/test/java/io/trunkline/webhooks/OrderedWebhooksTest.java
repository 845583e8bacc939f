// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.webhooks.WebhookDelivery.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to one subject is told in order, to those who wish it, by however many nodes. */
class OrderedWebhooksTest {

  private static final String[] STORY = {"message.accepted", "message.sent", "message.delivered"};

  private final WebhooksRoom room = new WebhooksRoom();
  private Subscriber subscriber;

  @BeforeEach
  void listen() throws IOException {
    subscriber = new Subscriber(WebhooksRoom.PUBLIC);
  }

  @AfterEach
  void stop() {
    room.close();
    subscriber.close();
  }

  @Test
  void waitsForTheOneBeforeItUntilThatIsDelivered() {
    subscriber.answers(500, 200);
    var endpoint = room.subscribe(subscriber.url(), true);
    tell("msg_1");
    await().until(() -> room.endpoint(endpoint).failingSince() != null);
    await().during(Duration.ofMillis(500)).until(() -> subscriber.heard().size() == 1);

    room.moveClock(Duration.ofSeconds(7));

    await().until(() -> subscriber.heard().size() == 4);
    assertThat(subscriber.story())
        .containsExactly(
            "msg_1 message.accepted",
            "msg_1 message.accepted",
            "msg_1 message.sent",
            "msg_1 message.delivered");
  }

  @Test
  void waitsNoLongerForOneThatIsGivenUp() {
    subscriber.answers(500, 500, 500, 500, 500, 500, 500, 500, 200);
    var endpoint = room.subscribe(subscriber.url(), true);
    tell("msg_1");
    for (int attempt = 1; attempt < 8; attempt++) {
      var so = attempt;
      await().until(() -> subscriber.heard().size() == so);
      await().until(() -> statuses(endpoint).getLast() == Status.WAITING);
      room.moveClock(Duration.ofHours(12));
    }

    await()
        .until(
            () ->
                statuses(endpoint)
                    .equals(List.of(Status.DELIVERED, Status.DELIVERED, Status.FAILED)));
  }

  @Test
  void holdsUpNoOtherSubject() {
    subscriber.answers(500, 200);
    var endpoint = room.subscribe(subscriber.url(), true);
    room.happens("message.accepted", "msg_1");
    await().until(() -> room.endpoint(endpoint).failingSince() != null);
    room.happens("message.sent", "msg_1");

    room.happens("message.accepted", "msg_2");

    await().until(() -> subscriber.story().contains("msg_2 message.accepted"));
    assertThat(subscriber.story()).doesNotContain("msg_1 message.sent");
  }

  @Test
  void doesNotHoldUpWhoDidNotAskForOrder() {
    subscriber.answers(500, 200);
    var endpoint = room.subscribe(subscriber.url(), false);
    room.happens("message.accepted", "msg_1");
    await().until(() -> room.endpoint(endpoint).failingSince() != null);

    room.happens("message.sent", "msg_1");

    await().until(() -> subscriber.story().contains("msg_1 message.sent"));
  }

  @Test
  void isKeptAndEachIsHeardOnceThoughTwoNodesSendThem() {
    try (var other = new WebhooksRoom(room.database)) {
      room.subscribe(subscriber.url(), true);
      var subjects = IntStream.range(0, 40).mapToObj(each -> "msg_" + each).toList();
      for (var type : STORY) {
        subjects.forEach(
            subject -> (subject.hashCode() % 2 == 0 ? room : other).happens(type, subject));
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                // A frozen clock lets no more leave than a batch.
                room.moveClock(Duration.ofMillis(50));
                other.moveClock(Duration.ofMillis(50));
                return subscriber.heard().size() >= 40 * STORY.length;
              });

      for (var subject : subjects) {
        assertThat(subscriber.story().stream().filter(each -> each.startsWith(subject + " ")))
            .containsExactly(
                subject + " message.accepted",
                subject + " message.sent",
                subject + " message.delivered");
      }
    }
  }

  private void tell(String subject) {
    for (var type : STORY) {
      room.happens(type, subject);
    }
  }

  /** Latest first. */
  private List<Status> statuses(NewWebhookEndpoint endpoint) {
    return room
        .deliveries()
        .list(room.account(), endpoint.endpoint().id(), WebhookQuery.latest(10))
        .stream()
        .map(WebhookDelivery::status)
        .toList();
  }
}
