// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API of many messages, by HTTP. */
class BulkApiTest extends MessagingStage {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterAll
  void stopCalling() {
    client.close();
  }

  @Test
  void answersEachOfABatchInItsPlace() {
    var answers =
        data(
            post(
                "/v1/messages/batch",
                """
                {"messages": [
                  {"to": "%1$s", "body": "one", "idempotency_key": "%1$s"},
                  {"to": "12", "body": ""},
                  {"to": "%1$s", "body": "two", "idempotency_key": "%1$s"},
                  {"to": "%1$s", "body": "one", "idempotency_key": "%1$s"},
                  7]}
                """
                    .formatted(alice)));

    assertThat(answers).hasSize(5);
    assertThat(answers.get(0).path("status").asString()).isEqualTo("accepted");
    assertThat(pointers(answers.get(1))).containsExactly("/to", "/body");
    assertThat(pointers(answers.get(2))).containsExactly("/idempotency_key");
    assertThat(answers.get(3)).isEqualTo(answers.get(0));
    assertThat(answers.get(4).path("error").path("code").asString()).isEqualTo("invalid_value");
    assertThat(messages.list(new MessageQuery(account, alice, null, null, null, 10))).hasSize(1);
  }

  @Test
  void sendsNothingTwiceWhenABatchIsRepeatedWithItsKey() {
    var batch = "{\"messages\": [%1$s, %1$s]}".formatted(message("again"));

    var first = data(post("/v1/messages/batch", batch, "Idempotency-Key", alice));
    var second = data(post("/v1/messages/batch", batch, "Idempotency-Key", alice));

    assertThat(second).isEqualTo(first);
    assertThat(first.get(0).path("id")).isNotEqualTo(first.get(1).path("id"));
    assertThat(messages.list(new MessageQuery(account, alice, null, null, null, 10))).hasSize(2);
  }

  @Test
  void acceptsNothingOfABatchThatIsBrokenOrTooLarge() {
    var tooMany =
        IntStream.rangeClosed(0, Messages.LARGEST_BATCH)
            .mapToObj(i -> message("x"))
            .collect(Collectors.joining(",", "{\"messages\": [", "]}"));
    var tooLong = "{\"messages\": [\"" + "x".repeat(BatchReader.LARGEST_BODY) + "\"]}";

    assertThat(code("{\"messages\": [%s".formatted(message("x")))).isEqualTo("malformed_json");
    assertThat(code("{\"message\": []}")).isEqualTo("unknown_field");
    assertThat(code("{}")).isEqualTo("required");
    assertThat(code("{\"messages\": []} x")).isEqualTo("malformed_json");
    assertThat(code("{\"messages\": 1}")).isEqualTo("invalid_value");
    assertThat(code(tooMany)).isEqualTo("batch_too_large");
    assertThat(code(tooLong)).isEqualTo("request_too_large");
    assertThat(messages.list(new MessageQuery(account, alice, null, null, null, 10))).isEmpty();
  }

  @Test
  void answersAStreamWhileItIsStillBeingWritten() throws IOException {
    try (var socket = new Socket(gateway.url.getHost(), gateway.url.getPort())) {
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      write(
          socket,
          """
          POST /v1/messages/stream HTTP/1.1\r
          Host: localhost\r
          Content-Type: application/x-ndjson\r
          Transfer-Encoding: chunked\r
          \r
          """);
      chunk(socket, message("first") + "\n");
      assertThat(next(reader).path("line").asLong()).isEqualTo(1);
      chunk(socket, "no JSON\n\n" + message("fourth") + "\n");
      var malformed = next(reader);
      assertThat(malformed.path("line").asLong()).isEqualTo(2);
      assertThat(malformed.path("error").path("code").asString()).isEqualTo("malformed_json");
      var fourth = next(reader);
      assertThat(fourth.path("line").asLong()).isEqualTo(4);
      awaitStatus(MessageId.parse(fourth.path("id").asString()), MessageStatus.DELIVERED);
    }

    // Whoever breaks off has what was answered, and no more.
    assertThat(textsAt(alice)).containsExactlyInAnyOrder("first", "fourth");
  }

  private String message(String body) {
    return "{\"to\": \"%s\", \"body\": \"%s\"}".formatted(alice, body);
  }

  private static void chunk(Socket socket, String text) throws IOException {
    write(socket, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** The next line of the answer that is JSON. */
  private static JsonNode next(BufferedReader reader) throws IOException {
    var line = reader.readLine();
    while (!line.startsWith("{")) {
      line = reader.readLine();
    }
    return JSON.readTree(line);
  }

  private String code(String batch) {
    return post("/v1/messages/batch", batch).path("code").asString();
  }

  private static JsonNode data(JsonNode answer) {
    assertThat(answer.has("data")).as(answer.toString()).isTrue();
    return answer.path("data");
  }

  private static List<String> pointers(JsonNode answer) {
    return StreamSupport.stream(answer.path("error").path("errors").spliterator(), false)
        .map(error -> error.path("pointer").asString())
        .toList();
  }

  private JsonNode post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(gateway.url.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return JSON.readTree(
          client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
