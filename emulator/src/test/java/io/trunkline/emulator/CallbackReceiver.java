// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A customer's web server: keeps what it gets and answers as told. */
final class CallbackReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<Received, Reply> behaviour = request -> new Reply(204, "", "");

  record Received(
      String method, String uri, Map<String, String> headers, Map<String, String> form) {
    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String get(String name) {
      return form.getOrDefault(name, "");
    }
  }

  record Reply(int status, String contentType, String body) {
    static Reply twiml(String verbs) {
      return new Reply(200, "text/xml", "<Response>" + verbs + "</Response>");
    }
  }

  CallbackReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** Everything that came, in order. */
  List<Received> received() {
    return received;
  }

  /** What came about the message, as statuses, in order. */
  List<String> statuses(String messageSid) {
    return received.stream()
        .filter(r -> r.get("MessageSid").equals(messageSid))
        .map(r -> r.get("MessageStatus"))
        .toList();
  }

  void answers(Function<Received, Reply> behaviour) {
    this.behaviour = behaviour;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var query = exchange.getRequestURI().getRawQuery();
      var headers = new LinkedHashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var form = new LinkedHashMap<>(parse(query == null ? "" : query));
      form.putAll(parse(body));
      var request =
          new Received(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, form);
      received.add(request);
      var reply = behaviour.apply(request);
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      if (!reply.contentType().isEmpty()) {
        exchange.getResponseHeaders().add("Content-Type", reply.contentType());
      }
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static Map<String, String> parse(String encoded) {
    var form = new LinkedHashMap<String, String>();
    for (var pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
