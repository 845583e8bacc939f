// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our REST API, as an application calls it. */
final class Api implements AutoCloseable {

  /** An answer of the server. */
  record Answer(int status, JsonNode json) {

    String text(String field) {
      return json.path(field).asString("");
    }
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final String url;
  private final String key;

  Api(String url, String key) {
    this.url = url;
    this.key = key;
  }

  Answer send(String to, String body) {
    return send(Map.of("to", to, "body", body, "purpose", "transactional"));
  }

  Answer send(Map<String, ?> message) {
    return exchange(
        request("/v1/messages")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(message))));
  }

  Answer post(String path, Object body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Answer put(String path, Object body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Gives a file to keep. */
  Answer upload(String type, byte[] file) {
    return exchange(
        request("/v1/media")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
  }

  Answer patch(String path, Object body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Sends lines, and reads the lines of the answer. */
  List<JsonNode> stream(String key, List<String> lines) {
    try {
      var response =
          client.send(
              request("/v1/messages/stream")
                  .header("Content-Type", "application/x-ndjson")
                  .header("Idempotency-Key", key)
                  .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                  .build(),
              HttpResponse.BodyHandlers.ofLines());
      return response.body().<JsonNode>map(JSON::readTree).toList();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer get(String path) {
    return exchange(request(path));
  }

  /** What is there, as it is. */
  byte[] bytes(String path) {
    try {
      return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String statusOf(String id) {
    return get("/v1/messages/" + id).text("status");
  }

  /** The statuses of a message's timeline, in order. */
  List<String> statusesOf(String id) {
    return StreamSupport.stream(
            get("/v1/messages/" + id + "/events").json().path("data").spliterator(), false)
        .map(entry -> entry.path("status").asString(""))
        .filter(status -> !status.isEmpty())
        .toList();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + key);
  }

  private Answer exchange(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
