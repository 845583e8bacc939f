// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.egress.StrangeServer;
import io.trunkline.webhooks.Subscriber.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscribers that sleep, dribble, lead elsewhere or are somebody else harm nothing and nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSubscribersTest {

  private final WebhooksRoom room = new WebhooksRoom("trunkline.webhooks.timeout=1s");
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<NewWebhookEndpoint> subscribed = new ArrayList<>();

  @AfterEach
  void leave() throws Exception {
    for (var each : subscribed) {
      room.webhooks().delete(room.account(), each.endpoint().id());
    }
    subscribed.clear();
    for (var each : open) {
      each.close();
    }
    open.clear();
  }

  @AfterAll
  void stop() {
    end.countDown();
    room.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: ",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 1"
      })
  void holdNobodyLongerThanAnybodyWaitsHoweverTheyDribble(String beginning) throws IOException {
    var server =
        strange(
            (path, out) -> {
              out.write(beginning.getBytes(ISO_8859_1));
              do {
                out.write('x');
                out.flush();
              } while (!ended(20));
            });

    assertThat(failure(at(server))).isEqualTo("It took longer than 1 seconds");
  }

  @Test
  void holdNobodyByNeverAnswering() throws IOException {
    var server = strange((path, out) -> ended(60_000));

    assertThat(failure(at(server)))
        .satisfiesAnyOf(
            why -> assertThat(why).isEqualTo("It took longer than 1 seconds"),
            why -> assertThat(why).isEqualTo("There was no answer (SocketTimeoutException)"));
  }

  @Test
  void failByHangingUp() throws IOException {
    var server = strange((path, out) -> out.write("HTT".getBytes(ISO_8859_1)));

    assertThat(failure(at(server))).startsWith("There was no answer (");
  }

  @Test
  void areReadNoFurtherThanIsKept() throws IOException {
    var server =
        strange(
            (path, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
              while (!ended(0)) {
                out.write(new byte[64 * 1024]);
              }
            });

    var answer = attempt(at(server)).answer();

    assertThat(answer.isDelivered()).isTrue();
    assertThat(answer.answer()).hasSize(WebhookSender.LONGEST_ANSWER).doesNotContain("\0");
    await().until(() -> !server.farewells().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void leadNobodyElsewhere(int status) throws IOException {
    var victim = subscriber(WebhooksRoom.OURS);
    var another = subscriber(WebhooksRoom.PUBLIC);
    var server = subscriber(WebhooksRoom.PUBLIC);
    server.answers(new Reply(status, Map.of("Location", victim.url().toString()), ""));
    assertThat(attempt(server.url()).answer().statusCode()).isEqualTo(status);
    server.answers(new Reply(status, Map.of("Location", another.url().toString()), ""));
    assertThat(attempt(server.url()).answer().isDelivered()).isFalse();

    assertThat(victim.heard()).isEmpty();
    assertThat(another.heard()).isEmpty();
  }

  @Test
  void areNotReachedWhereTheirNameLeadsToUs() throws IOException {
    var victim = subscriber(WebhooksRoom.OURS);
    room.names().answers("turned.example", WebhooksRoom.PUBLIC);
    room.names().answers("turned.example", WebhooksRoom.OURS);

    var url = URI.create("http://turned.example:" + victim.port() + "/");

    assertThat(failure(url)).isEqualTo("The host leads to an address that is not public");
    assertThat(victim.heard()).isEmpty();
  }

  @Test
  void areReachedAtTheVeryAddressThatWasJudged() throws IOException {
    var good = strange(StrangeServer.says("204 No Content", "", ""));
    open.add(
        new StrangeServer(
            WebhooksRoom.OURS,
            good.port(),
            (path, out) -> {
              throw new IllegalStateException("The victim is reached");
            }));
    for (int i = 0; i < 2; i++) {
      room.names().answers("rebinding.example", WebhooksRoom.PUBLIC);
    }
    room.names().answers("rebinding.example", WebhooksRoom.OURS);
    var url = URI.create("http://rebinding.example:" + good.port() + "/");

    // Asked once when the endpoint is made, and once when it is connected to.
    assertThat(attempt(url).answer().statusCode()).isEqualTo(204);
    assertThat(room.names().questions().stream().filter("rebinding.example"::equals)).hasSize(2);
    assertThat(good.requests()).hasSize(1);
  }

  @Test
  void delayNobodyElse() throws IOException {
    var slow = strange((path, out) -> ended(60_000));
    var quick = subscriber(WebhooksRoom.PUBLIC);
    var slowEndpoint = keep(room.subscribe(at(slow)));
    for (int i = 0; i < 50; i++) {
      room.happens("message.sent", "msg_" + i);
    }
    await().until(() -> slow.requests().size() >= 5);
    keep(room.subscribe(quick.url()));

    for (int i = 0; i < 100; i++) {
      room.happens("message.delivered", "msg_" + i);
    }

    await().until(() -> quick.heard().size() == 100);
    var waiting =
        room
            .deliveries()
            .list(room.account(), slowEndpoint.endpoint().id(), WebhookQuery.latest(200))
            .stream()
            .filter(each -> each.attempts() == 0)
            .count();
    assertThat(waiting).isGreaterThan(50);
  }

  @Test
  void delayNoOtherAccountHoweverManyAndWhateverTheyAreAllowed() throws IOException {
    try (var small =
        new WebhooksRoom("trunkline.webhooks.timeout=20s", "trunkline.webhooks.max-in-flight=32")) {
      var over = new CountDownLatch(1);
      var slow = strange((path, out) -> pass(over));
      for (int i = 0; i < 5; i++) {
        small
            .webhooks()
            .create(
                small.account(),
                new WebhookSettings(at(slow), "", List.of(), false, 1000, 100),
                null);
      }
      var quick = subscriber(WebhooksRoom.PUBLIC);
      var other = TestAccounts.open(small.get(Accounts.class), "other").id();
      small
          .webhooks()
          .create(other, new WebhookSettings(quick.url(), "", List.of(), false, 1000, 10), null);
      for (int i = 0; i < 50; i++) {
        small.happens("message.sent", "msg_" + i);
      }
      await().until(() -> slow.requests().size() == 8);

      for (int i = 0; i < 20; i++) {
        small.happens(other, "message.delivered", "msg_" + i, Map.of());
      }

      await().atMost(Duration.ofSeconds(8)).until(() -> quick.heard().size() == 20);
      assertThat(slow.requests()).hasSize(8);
      over.countDown();
    }
  }

  private static void pass(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the tests are over, or become so within the time. */
  private boolean ended(long millis) {
    try {
      return end.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Why the only attempt has failed. */
  private String failure(URI url) {
    return String.valueOf(attempt(url).answer().failure());
  }

  private WebhookAttempt attempt(URI url) {
    var endpoint = keep(room.subscribe(url));
    room.happens("message.sent", "msg_1");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !room.attempts(room.latest(endpoint)).isEmpty());
    room.webhooks().disable(room.account(), endpoint.endpoint().id());
    return room.attempts(room.latest(endpoint)).getFirst();
  }

  private NewWebhookEndpoint keep(NewWebhookEndpoint endpoint) {
    subscribed.add(endpoint);
    return endpoint;
  }

  private static URI at(StrangeServer server) {
    return URI.create("http://%s:%d/".formatted(WebhooksRoom.PUBLIC, server.port()));
  }

  private StrangeServer strange(StrangeServer.Manner manner) throws IOException {
    var server = new StrangeServer(WebhooksRoom.PUBLIC, 0, manner);
    open.add(server);
    return server;
  }

  private Subscriber subscriber(String address) throws IOException {
    var subscriber = new Subscriber(address);
    open.add(subscriber);
    return subscriber;
  }
}
