// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.egress.StrangeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Media by HTTP: as callers give and have them, and as Twilio fetches them. */
class MediaApiTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static StrangeServer server;
  private static MediaRoom room;

  @BeforeAll
  static void start() throws IOException {
    server =
        new StrangeServer(
            "127.0.0.1",
            0,
            StrangeServer.says("200 OK", "Content-Type: image/gif\r\n", "GIF89a..."));
    room =
        new MediaRoom(
            "trunkline.callbacks.public-url=https://sms.example.com",
            "trunkline.egress.allowed-networks=127.0.0.1",
            "trunkline.media.allowed-ports=" + server.port());
  }

  @AfterAll
  static void stop() throws IOException {
    room.close();
    server.close();
    HTTP.close();
  }

  @Test
  void servesWhatWasUploadedToWhoeverKnowsTheAddress() throws Exception {
    var kept = json(upload("image/gif", "GIF89a..."), 201);

    assertThat(kept.get("id").stringValue()).startsWith("med_");
    assertThat(kept.get("size").longValue()).isEqualTo(9);
    assertThat(kept.get("expires_at").stringValue()).isEqualTo("2026-12-21T12:00:00Z");
    var url = URI.create(kept.get("url").stringValue());
    assertThat(url.toString()).startsWith("https://sms.example.com/media/");
    var served = send(HttpRequest.newBuilder(room.at(url.getPath())));
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.body()).isEqualTo("GIF89a...");
    assertThat(served.headers().map())
        .containsEntry("Content-Type", List.of("image/gif"))
        .containsEntry("Content-Length", List.of("9"))
        .containsEntry("X-Content-Type-Options", List.of("nosniff"))
        .containsEntry("Content-Security-Policy", List.of("default-src 'none'; sandbox"))
        .containsEntry("Cache-Control", List.of("private, no-cache"))
        .containsEntry("ETag", List.of("\"" + kept.get("sha256").stringValue() + "\""));
  }

  @Test
  void answersAHeadAndSparesWhoeverHasItAlready() throws Exception {
    var path = path(json(upload("text/csv", "a,b"), 201));
    var head = send(HttpRequest.newBuilder(room.at(path)).HEAD());
    var tag = head.headers().firstValue("ETag").orElseThrow();

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("3");
    var again = send(HttpRequest.newBuilder(room.at(path)).header("If-None-Match", tag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void showsTheCallerWhatIsKept() throws Exception {
    var kept = json(upload("text/csv", "a,b"), 201);
    var path = "/v1/media/" + kept.get("id").stringValue();

    assertThat(json(send(HttpRequest.newBuilder(room.at(path))), 200)).isEqualTo(kept);
    assertThat(send(HttpRequest.newBuilder(room.at(path + "/content"))).body()).isEqualTo("a,b");
  }

  @Test
  void keepsWhatAUrlPointsTo() throws Exception {
    var kept =
        json(
            upload(
                "application/json; charset=utf-8",
                "{\"url\": \"http://127.0.0.1:%d/a.gif\"}".formatted(server.port())),
            201);

    assertThat(send(HttpRequest.newBuilder(room.at(path(kept)))).body()).isEqualTo("GIF89a...");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | {\"url\": \"http://10.0.0.1/\"} | 422 | unreachable_media",
        "application/json | {\"url\": \"http://169.254.169.254/\"} | 422 | unreachable_media",
        "application/json | {\"url\": \"http://pictures.example:22/\"} | 422 | unreachable_media",
        "application/json | {\"url\": \"file:///etc/passwd\"} | 422 | unreachable_media",
        "application/json | {\"url\": \"no url\"} | 422 | invalid_media_url",
        "application/json | {} | 422 | required",
        "application/json | {\"uri\": \"x\"} | 422 | invalid_request",
        "application/json | {\"url\" | 400 | malformed_json",
        "image/png | GIF89a | 422 | unsupported_media",
        "text/html | <script> | 422 | unsupported_media"
      })
  void saysWhyItKeepsNothing(String type, String body, int status, String code) throws Exception {
    assertThat(json(upload(type, body), status).get("code").stringValue()).isEqualTo(code);
  }

  @Test
  void asksWhatKindOfFileItIs() throws Exception {
    var answer =
        send(HttpRequest.newBuilder(room.at("/v1/media")).POST(BodyPublishers.ofString("x")));

    assertThat(json(answer, 422).at("/errors/0/pointer").stringValue())
        .isEqualTo("header:Content-Type");
  }

  @Test
  void refusesMoreThanAFileMayHave() throws Exception {
    var tooMuch = "x".repeat(Intake.LARGEST + 1);

    assertThat(json(upload("text/csv", tooMuch), 413).get("code").stringValue())
        .isEqualTo("request_too_large");
    assertThat(json(upload("application/json", "x".repeat(65537)), 413).get("code").stringValue())
        .isEqualTo("request_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/media/x",
        "/v1/media/med_00000000000000000000000000",
        "/v1/media/med_00000000000000000000000000/content",
        "/media/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "/media/",
        "/media"
      })
  void knowsNothingOfWhatIsNotThere(String path) throws Exception {
    assertThat(send(HttpRequest.newBuilder(room.at(path))).statusCode()).isEqualTo(404);
  }

  @Test
  void servesNothingThatHasExpired() throws Exception {
    try (var own = new MediaRoom("trunkline.callbacks.public-url=https://sms.example.com")) {
      var kept =
          json(
              send(
                  HttpRequest.newBuilder(own.at("/v1/media"))
                      .header("Content-Type", "text/csv")
                      .POST(BodyPublishers.ofString("a"))),
              201);
      own.moveClock(Duration.ofDays(30).minusSeconds(1));
      assertThat(send(HttpRequest.newBuilder(own.at(path(kept)))).statusCode()).isEqualTo(200);

      own.moveClock(Duration.ofSeconds(1));
      assertThat(send(HttpRequest.newBuilder(own.at(path(kept)))).statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> upload(String type, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(room.at("/v1/media"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String path(JsonNode kept) {
    return URI.create(kept.get("url").stringValue()).getPath();
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
