// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that hears webhooks, and answers what it is told to, the last of it for ever. */
final class Subscriber implements AutoCloseable {

  /** A request as it came. */
  record Heard(Map<String, List<String>> headers, String body) {

    String header(String name) {
      return headers.entrySet().stream()
          .filter(each -> each.getKey().equalsIgnoreCase(name))
          .map(each -> each.getValue().getFirst())
          .findFirst()
          .orElse("");
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    /** By the official verifier, but for the time. */
    boolean isSignedWith(WebhookSecret secret) {
      try {
        var expected =
            new Webhook(secret.text())
                .sign(header("webhook-id"), Long.parseLong(header("webhook-timestamp")), body);
        return List.of(header("webhook-signature").split(" ")).contains(expected);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** An answer. */
  record Reply(int status, Map<String, String> headers, String body) {

    static Reply of(int status) {
      return new Reply(status, Map.of(), "");
    }
  }

  private final HttpServer server;
  private final Deque<Reply> replies = new ArrayDeque<>(List.of(Reply.of(204)));
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  Subscriber(String address) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  Subscriber answers(int... statuses) {
    var next = new ArrayDeque<Reply>();
    for (var status : statuses) {
      next.add(Reply.of(status));
    }
    return answers(next);
  }

  Subscriber answers(Reply reply) {
    return answers(new ArrayDeque<>(List.of(reply)));
  }

  private Subscriber answers(Deque<Reply> next) {
    synchronized (replies) {
      replies.clear();
      replies.addAll(next);
    }
    return this;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      heard.add(new Heard(Map.copyOf(exchange.getRequestHeaders()), body));
      var reply = next();
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      var bytes = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Reply next() {
    synchronized (replies) {
      return replies.size() > 1 ? replies.removeFirst() : replies.getFirst();
    }
  }

  URI url() {
    return URI.create(
        "http://%s:%d/hooks"
            .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** The only one that was heard. */
  Heard only() {
    assertThat(heard).hasSize(1);
    return heard.getFirst();
  }

  /** The subjects and types that were heard, in order. */
  List<String> story() {
    return heard.stream()
        .map(
            each ->
                each.json().path("subject").asString() + " " + each.json().path("type").asString())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
