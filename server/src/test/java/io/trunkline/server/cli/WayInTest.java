// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.emulator.EmulatorOptions;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.server.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the doctor says of a running server behind a proxy, with an emulated Twilio outside. */
class WayInTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final List<String> PASSED_ON =
      List.of("Content-Type", "X-Twilio-Signature", "I-Twilio-Idempotency-Token");

  @TempDir static Path folder;
  private static HttpServer proxy;
  private static TwilioEmulator emulator;
  private static TestServer server;

  /** What the proxy does to requests. */
  private static volatile Proxying proxying = WayInTest::passOn;

  private interface Proxying {
    void handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeAll
  static void start() throws IOException {
    proxy = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    proxy.createContext("/", WayInTest::handle);
    proxy.start();
    emulator = TwilioEmulator.start();
    server =
        TestServer.start(
            folder,
            "--trunkline.callbacks.public-url=http://localhost:" + proxy.getAddress().getPort(),
            "--trunkline.account.twilio.account-sid=" + emulator.accountSid(),
            "--trunkline.account.twilio.auth-token=" + emulator.authToken(),
            "--trunkline.twilio.base-url=" + emulator.baseUrl());
  }

  @AfterAll
  static void stop() {
    server.close();
    emulator.close();
    proxy.stop(0);
  }

  @BeforeEach
  void passEverythingOn() {
    proxying = WayInTest::passOn;
    emulator.reset();
  }

  @Test
  void saysThatACallbackOfTwiliosArrives() {
    var run = doctor();

    assertThat(run.out())
        .containsPattern(
            "ok +What Twilio sends to http://localhost:\\d+ arrives \\(as POST http://")
        .contains("and is believed, after ");
  }

  @Test
  void saysWhatAProxyDoesToTheBodyAndWhatToChange() {
    proxying = exchange -> passOn(exchange, body -> body.replace("FromZip=&", ""));

    var run = doctor();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("fail +What Twilio sends")
        .contains(
            "is refused",
            "empty parameters",
            "Change the proxy in front of this server",
            "below /twilio/");
  }

  @ParameterizedTest
  @CsvSource({
    "301, It is redirected to https://sms.example.com",
    "404, answers 404: lead the paths",
    "403, a login or a firewall",
    "502, The proxy does not reach this server",
    "200, it is not this server"
  })
  void tellsWhatAnswersInItsPlace(int status, String says) {
    proxying =
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("Location", "https://sms.example.com" + exchange.getRequestURI());
          exchange.sendResponseHeaders(status, -1);
        };

    var run = doctor();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("Nothing of what is sent to", says);
  }

  @Test
  void tellsThatAPrefixIsNotTakenAway() {
    proxying =
        exchange -> {
          var answer =
              CLIENT.send(
                  HttpRequest.newBuilder(
                          URI.create(server.url() + "/gate" + exchange.getRequestURI()))
                      .POST(HttpRequest.BodyPublishers.ofInputStream(exchange::getRequestBody))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
          exchange
              .getResponseHeaders()
              .add("Content-Type", answer.headers().firstValue("Content-Type").orElse(""));
          exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
          exchange.getResponseBody().write(answer.body());
        };

    assertThat(doctor().out()).contains("at another path", "take away the prefix");
  }

  @Test
  void tellsThatAnAnswerWasChangedOnItsWayBack() {
    proxying =
        exchange -> {
          passOnOnly(exchange, UnaryOperator.identity());
          exchange.sendResponseHeaders(500, -1);
        };

    assertThat(doctor().out()).contains("is believed, but Twilio is answered HTTP 500");
  }

  @Test
  void comparesTheAddressesAtTwilioAndSetsThemWhenToldTo() {
    var shown = doctor();
    assertThat(shown.out())
        .contains("absent", EmulatorOptions.NUMBERS.getFirst(), "/twilio/messages/inbound")
        .contains("\"trunkline doctor --fix\" sets them");

    assertThat(doctor("--dry-run").out()).contains("Would set sms_url of PN");
    assertThat(doctor("--fix").out()).contains("ok    Set sms_url of PN");
    assertThat(doctor("--fix").out()).contains("addresses at Twilio are as they should be");
  }

  @Test
  void leavesAloneWhatLeadsToSomebodyElseUnlessItIsNamed() throws Exception {
    doctor("--fix");
    var number = numberLeadingTo("https://somebody.example.net/hook");

    var left = doctor("--fix");
    assertThat(left.out())
        .contains("elsewhere", "https://somebody.example.net/hook", "is left alone");

    assertThat(doctor("--fix", "--take-over", number).out())
        .contains("Set sms_url of " + number + ", from https://somebody.example.net/hook");
  }

  @Test
  void leavesNoKeyBehind() {
    doctor();

    assertThat(Run.of("keys", "list", "--data", folder.toString()).out()).doesNotContain("doctor");
  }

  @Test
  void saysThatNoServerRunsWhereItLooked() {
    var run = Run.of("doctor", "--data", folder.toString(), "--url", "http://localhost:1");

    assertThat(run.out()).containsPattern("warn +No server answers at http://localhost:1, so");
  }

  @Test
  void saysThatTheServerWorksOnAnotherDatabase() {
    var run =
        Run.of("doctor", "--data", folder.toString(), "--url", server.url(), "--key", "tk_unknown");

    assertThat(run.out()).contains("does not know this key");
  }

  private static Run doctor(String... options) {
    var arguments = new ArrayList<>(List.of("doctor", "--data", folder.toString()));
    arguments.addAll(List.of("--url", server.url()));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static String numberLeadingTo(String url) throws IOException, InterruptedException {
    var numbers = emulator.baseUrl() + "/2010-04-01/Accounts/" + emulator.accountSid();
    var listed =
        atTwilio(HttpRequest.newBuilder(URI.create(numbers + "/IncomingPhoneNumbers.json")));
    var sid = listed.replaceFirst("(?s).*?\"sid\":\"(PN[0-9a-f]{32})\".*", "$1");
    atTwilio(
        HttpRequest.newBuilder(URI.create(numbers + "/IncomingPhoneNumbers/" + sid + ".json"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("SmsUrl=" + url)));
    return sid;
  }

  private static String atTwilio(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    var user = emulator.accountSid() + ":" + emulator.authToken();
    request.header(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      proxying.handle(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void passOn(HttpExchange exchange) throws IOException, InterruptedException {
    passOn(exchange, UnaryOperator.identity());
  }

  private static void passOn(HttpExchange exchange, UnaryOperator<String> rewrite)
      throws IOException, InterruptedException {
    exchange.sendResponseHeaders(passOnOnly(exchange, rewrite), -1);
  }

  private static int passOnOnly(HttpExchange exchange, UnaryOperator<String> rewrite)
      throws IOException, InterruptedException {
    var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + exchange.getRequestURI()))
            .POST(HttpRequest.BodyPublishers.ofString(rewrite.apply(body)));
    for (var name : PASSED_ON) {
      request.header(name, exchange.getRequestHeaders().getFirst(name));
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
