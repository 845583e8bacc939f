// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trunkline.egress.StrangeServer;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Test events, for which somebody waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrialsTest {

  private final WebhooksRoom room = new WebhooksRoom();
  private final Webhooks webhooks = room.webhooks();

  @AfterAll
  void stop() {
    room.close();
  }

  @Test
  void sendsATestAtOnceAndSaysWhatCameOfIt() throws IOException {
    try (var subscriber = new Subscriber(WebhooksRoom.PUBLIC)) {
      var made = room.subscribe(subscriber.url());
      webhooks.disable(room.account(), made.endpoint().id());

      var taken = webhooks.test(room.account(), made.endpoint().id());
      var heard = subscriber.only();
      subscriber.answers(new Subscriber.Reply(401, Map.of(), "who?"));
      var refused = webhooks.test(room.account(), made.endpoint().id()).answer();

      assertThat(taken.answer().isDelivered()).isTrue();
      assertThat(taken.body()).isEqualTo(heard.body());
      assertThat(taken.toString()).doesNotContain(taken.body());
      assertThat(Objects.requireNonNull(taken.request()).signedWith())
          .containsExactly(made.secret().fingerprint());
      taken
          .request()
          .headers()
          .forEach((name, value) -> assertThat(heard.header(name)).isEqualTo(value));
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.answer()).isEqualTo("who?");
      assertThat(subscriber.heard().getFirst().json().path("type").asString())
          .isEqualTo("webhook_endpoint.test");
      assertThat(subscriber.heard().getFirst().isSignedWith(made.secret())).isTrue();
      assertThat(
              room.deliveries().list(room.account(), made.endpoint().id(), WebhookQuery.latest(1)))
          .isEmpty();
    }
  }

  @Test
  void testsAnEndpointOnceAtATimeAndFewOfAnAccount() throws Exception {
    var over = new CountDownLatch(1);
    try (var silent = new StrangeServer(WebhooksRoom.PUBLIC, 0, (path, out) -> pass(over))) {
      var url = URI.create("http://%s:%d/".formatted(WebhooksRoom.PUBLIC, silent.port()));
      var made = IntStream.range(0, 5).mapToObj(_ -> room.subscribe(url)).toList();
      var testing =
          made.stream()
              .limit(4)
              .map(
                  each ->
                      Thread.startVirtualThread(
                          () -> webhooks.test(room.account(), each.endpoint().id())))
              .toList();
      await().until(() -> silent.requests().size() == 4);

      for (var each : List.of(made.getFirst(), made.getLast())) {
        assertThatThrownBy(() -> webhooks.test(room.account(), each.endpoint().id()))
            .hasMessageStartingWith("too_many_webhook_tests");
      }

      over.countDown();
      for (var each : testing) {
        each.join();
      }
      assertThat(webhooks.test(room.account(), made.getFirst().endpoint().id()).answer().failure())
          .isNotNull();
    }
  }

  @Test
  void answersForATestThatCannotBeSent() throws IOException {
    try (var stopping = new WebhooksRoom()) {
      var made = stopping.subscribe(URI.create("https://hooks.example/"));
      stopping.get(Trials.class).close();

      var answer = stopping.webhooks().test(stopping.account(), made.endpoint().id()).answer();

      assertThat(answer.failure()).startsWith("There was no answer (");
      assertThat(answer.isDelivered()).isFalse();
    }
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
