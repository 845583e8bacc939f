// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What comes back to whoever does something wrong: always a problem, never a page or a trace. */
class WebEdgeTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TEXT =
      """
      {"to": "+14155550123", "body": "Hello"}\
      """;

  @TempDir static Path folder;
  private static TestServer server;
  private static String key;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder);
    key = server.key(Scope.SEND, Scope.READ);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void takesRequestsWithAKey() throws Exception {
    var answer = send(post(TEXT).build());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void takesLargeFilesFromWhoeverHasAKeyAndReadsNoOthers() throws Exception {
    var file = "a,b\n".repeat(100_000);

    assertThat(send(post("/v1/media", file, key)).statusCode()).isEqualTo(201);
    assertProblem(send(post("/v1/media", file, "tk_unknown")), 401, "unauthenticated");
    assertProblem(send(post("/v1/media/", file, key)), 413, "request_too_large");
  }

  private static HttpRequest post(String path, String file, String secret) {
    return HttpRequest.newBuilder(at(path))
        .header("Authorization", "Bearer " + secret)
        .header("Content-Type", "text/csv")
        .POST(BodyPublishers.ofString(file))
        .build();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer tk_unknown",
        "Bearer not-a-key",
        "Basic dGs6dGs=",
        "Bearer tk_ä",
        "Bearer ' OR 1=1"
      })
  void refusesRequestsWithoutAKeyOfOurs(String authorization) throws Exception {
    var request = HttpRequest.newBuilder(at("/v1/messages"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }

    var answer = send(request.build());

    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
  }

  @Test
  void refusesRevokedKeys() throws Exception {
    var accounts = server.bean(Accounts.class);
    var made = accounts.createKey(accounts.configured().id(), "gone", java.util.Set.of(Scope.READ));
    assertThat(send(get("/v1/messages", made.secret())).statusCode()).isEqualTo(200);

    accounts.revokeKey(made.key().id());

    assertProblem(send(get("/v1/messages", made.secret())), 401, "unauthenticated");
  }

  @Test
  void refusesWhatAKeyHasNoScopeFor() throws Exception {
    var readOnly = server.key(Scope.READ);

    assertProblem(
        send(
            HttpRequest.newBuilder(at("/v1/messages"))
                .header("Authorization", "Bearer " + readOnly)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(TEXT))
                .build()),
        403,
        "missing_scope");
  }

  @Test
  void showsHealthToAllAndTheRestOfTheActuatorToOperators() throws Exception {
    var health = send(HttpRequest.newBuilder(at("/actuator/health")).build());
    assertThat(health.statusCode()).isEqualTo(200);
    var components = JsonMapper.shared().readTree(health.body()).path("components");
    assertThat(components.path("db").path("status").asString("")).isEqualTo("UP");
    assertThat(components.path("twilio").path("status").asString("")).isEqualTo("DEGRADED");
    assertThat(components.path("twilio").path("details").path("missing").size()).isEqualTo(2);
    assertThat(components.path("timeZoneData").path("details").path("version").asString(""))
        .isNotEmpty();
    assertThat(components.path("ruleSet").path("details").path("version").asString(""))
        .isNotEmpty();

    assertProblem(
        send(HttpRequest.newBuilder(at("/actuator/metrics")).build()), 401, "unauthenticated");
    assertProblem(send(get("/actuator/metrics", key)), 403, "missing_scope");
    assertThat(send(get("/actuator/metrics", server.key(Scope.OPERATE))).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%761/messages",
        "/v1;x=1/messages",
        "//v1/messages",
        "/docs/../v1/messages",
        "/actuator/health/../metrics",
        "/actuator/%6detrics"
      })
  void letsNobodyAroundTheGateByWritingThePathInAnotherWay(String path) throws Exception {
    var answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
  }

  @Test
  void refusesBodiesThatAreNoJson() throws Exception {
    assertProblem(send(post("{\"to\": ").build()), 400, "malformed_json");
    assertProblem(send(post("").build()), 400, "malformed_json");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/messages, text/plain, Send application/json",
    "/v1/messages/stream, application/json, Send application/x-ndjson"
  })
  void refusesOtherMediaTypesAndSaysWhichItTakes(String path, String type, String said)
      throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(at(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(TEXT))
                .build());

    assertProblem(answer, 415, "unsupported_media_type");
    assertThat(JsonMapper.shared().readTree(answer.body()).path("detail").asString())
        .isEqualTo(said);
  }

  @Test
  void saysWhichMethodsThereAre() throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(at("/v1/messages"))
                .header("Authorization", "Bearer " + key)
                .DELETE()
                .build());

    assertProblem(answer, 405, "method_not_allowed");
    assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET").contains("POST");
  }

  @Test
  void saysThatThereIsNothing() throws Exception {
    assertProblem(send(HttpRequest.newBuilder(at("/nothing/here")).build()), 404, "not_found");
    assertProblem(send(get("/v1/nothing", key)), 404, "not_found");
    assertProblem(send(HttpRequest.newBuilder(at("/error")).build()), 404, "not_found");
    assertProblem(send(HttpRequest.newBuilder(at("/docs/other.js")).build()), 404, "not_found");
  }

  @Test
  void refusesParametersOfTheWrongType() throws Exception {
    assertProblem(send(get("/v1/messages?limit=many", key)), 422, "invalid_value");
  }

  @Test
  void refusesLargeBodiesThatSayHowLargeTheyAre() throws Exception {
    var answer =
        raw(
            """
            POST /v1/messages HTTP/1.1\r
            Host: x\r
            Authorization: Bearer %s\r
            Content-Type: application/json\r
            Content-Length: 10485760\r
            \r
            """
                .formatted(key));

    assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"request_too_large\"");
  }

  @Test
  void refusesLargeBodiesThatDoNot() throws Exception {
    var large = new byte[BodyLimitFilter.LIMIT + 1];
    var chunked =
        HttpRequest.newBuilder(at("/v1/messages"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertProblem(send(chunked.build()), 413, "request_too_large");
  }

  @Test
  void readsBodiesThatDoNotSayTheirLength() throws Exception {
    var chunked =
        HttpRequest.newBuilder(at("/v1/messages"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TEXT.getBytes(UTF_8))));

    assertThat(send(chunked.build()).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /%2e%2e/%00 HTTP/1.1\r\nHost: x\r\n\r\n"
      })
  void answersRequestsThatCannotBeReadWithAProblemToo(String request) throws Exception {
    var answer = raw(request);

    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("\tat ");
  }

  @Test
  void refusesHeadersWithoutEnd() throws Exception {
    var answer = raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
  }

  @Test
  void doesNotSayWhatItIsMadeOf() throws Exception {
    var answer = send(HttpRequest.newBuilder(at("/nothing")).build());

    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  private static HttpRequest.Builder post(String body) {
    return HttpRequest.newBuilder(at("/v1/messages"))
        .header("Authorization", "Bearer " + key)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpRequest get(String path, String secret) {
    return HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + secret).build();
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static URI at(String path) {
    return URI.create(server.url() + path);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    var problem = JsonMapper.shared().readTree(answer.body());
    assertThat(problem.path("code").asString("")).isEqualTo(code);
    assertThat(problem.path("status").asInt(0)).isEqualTo(status);
  }

  /** Sends exactly these bytes and reads what comes until the server closes. */
  private static String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
