// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of somebody else's learns by webhooks what became of its messages. */
class SubscriberHearsWhatHappensTest extends Story {

  /** A webhook as it came. */
  private record Heard(String id, long timestamp, String signature, String body) {

    JsonNode event() {
      return JsonMapper.shared().readTree(body);
    }

    String type() {
      return event().path("type").asString();
    }
  }

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private HttpServer subscriber;

  SubscriberHearsWhatHappensTest() {
    super("--trunkline.webhooks.allow-http=true", "--trunkline.egress.allowed-networks=127.0.0.1");
  }

  @BeforeEach
  void listen() throws IOException {
    subscriber = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    subscriber.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    subscriber.createContext("/", this::hear);
    subscriber.start();
  }

  @AfterEach
  void hangUp() {
    subscriber.stop(0);
  }

  @Test
  void hearsOfAMessageFromItsAcceptanceToItsDeliveryAndOfTheAnswerAndCanTrustIt() throws Exception {
    var url = "http://127.0.0.1:" + subscriber.getAddress().getPort() + "/hooks";
    var endpoint = stage.api.post("/v1/webhooks/endpoints", Map.of("url", url, "ordered", true));
    assertThat(endpoint.status()).as("%s", endpoint.json()).isEqualTo(201);
    var verifier = new Webhook(endpoint.text("secret"));
    var alice = stage.person("+14155550123");

    var message = stage.api.send(alice.number(), "Your table is ready").text("id");
    alice.expectsSms("Your table is ready");
    await().until(() -> storyOf(message).contains("message.delivered"));
    alice.replies("STOP").expectsSms("unsubscribed");
    await().until(() -> types().containsAll(List.of("message.received", "consent.revoked")));

    assertThat(storyOf(message))
        .startsWith("message.accepted")
        .containsOnlyOnce("message.delivered");
    assertThat(storyOf(message).indexOf("message.sent"))
        .isBetween(1, storyOf(message).indexOf("message.delivered") - 1);
    for (var each : heard) {
      assertThat(each.signature())
          .isEqualTo(verifier.sign(each.id(), each.timestamp(), each.body()));
      assertThat(each.event()).isEqualTo(stage.api.get("/v1/events/" + each.id()).json());
    }
    var delivered =
        stage
            .api
            .get("/v1/webhooks/endpoints/" + endpoint.text("id") + "/deliveries?status=failed")
            .json();
    assertThat(delivered.path("data")).isEmpty();
    stage.nobodyGotAnythingElse();
  }

  private List<String> storyOf(String message) {
    return heard.stream()
        .filter(each -> each.event().path("subject").asString().equals(message))
        .map(Heard::type)
        .toList();
  }

  private List<String> types() {
    return heard.stream().map(Heard::type).toList();
  }

  private void hear(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      heard.add(
          new Heard(
              Objects.requireNonNull(headers.getFirst("webhook-id")),
              Long.parseLong(headers.getFirst("webhook-timestamp")),
              Objects.requireNonNull(headers.getFirst("webhook-signature")),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.sendResponseHeaders(204, -1);
    }
  }
}
