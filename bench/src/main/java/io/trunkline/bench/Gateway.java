// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as {@code java -jar … serve} runs it, with the database that it brings. */
final class Gateway implements AutoCloseable {
  static final String URL = "http://localhost:18097";
  static final String ACCOUNT = "AC" + "1".repeat(32);
  static final String TOKEN = "1".repeat(32);

  /** For a sender that nothing holds back. */
  static final int NO_PACE = 1_000_000;

  private static final String SECOND_URL = "http://localhost:18098";

  private static final Pattern SECRET = Pattern.compile("tk_\\S+");

  private final String url;
  private final Starter starter;
  private final Database database;
  private final String key;
  private Program server;

  private Gateway(String url, Starter starter, Program server, Database database, String key) {
    this.url = url;
    this.starter = starter;
    this.server = server;
    this.database = database;
    this.key = key;
  }

  private interface Starter {
    Program start() throws IOException, InterruptedException;
  }

  /**
   * What is different from one measurement to the next.
   *
   * @param data its folder; what it holds from an earlier start is kept
   * @param dispatch whether it hands messages over
   * @param pace of its sender, in segments a second
   * @param callbacks where Twilio is to report to; empty for nowhere
   * @param fastStart whether it is started by {@code ./trunkline}, with what Java has learnt before
   */
  record Setup(
      Path data,
      boolean dispatch,
      int pace,
      String callbacks,
      List<String> javaOptions,
      boolean fastStart) {

    /** With the options for Java that {@code --java} says. */
    static Setup in(Path data, Options options) {
      var java = Stream.of(options.text("--java", "").split(" ")).filter(it -> !it.isEmpty());
      return new Setup(data, true, NO_PACE, "", java.toList(), false);
    }

    Setup withoutDispatch() {
      return new Setup(data, false, pace, callbacks, javaOptions, fastStart);
    }

    Setup withPace(int segmentsPerSecond) {
      return new Setup(data, dispatch, segmentsPerSecond, callbacks, javaOptions, fastStart);
    }

    Setup withCallbacks(String url) {
      return new Setup(data, dispatch, pace, url, javaOptions, fastStart);
    }

    Setup withFastStart() {
      return new Setup(data, dispatch, pace, callbacks, javaOptions, true);
    }
  }

  static Gateway start(Workshop workshop, Setup setup) throws IOException, InterruptedException {
    return start(workshop, setup, Map.of());
  }

  /** The same, with so much more in its environment: {@code DATABASE_URL} for another database. */
  static Gateway start(Workshop workshop, Setup setup, Map<String, String> environment)
      throws IOException, InterruptedException {
    var folder = setup.data().toString();
    Starter starter = () -> serve(workshop, setup, environment, URL, "server.log");
    Files.deleteIfExists(workshop.scratch().resolve("server.log"));
    var server = starter.start();
    try {
      var said =
          Workshop.run(
              workshop.scratch(),
              environment,
              workshop
                  .server(
                      List.of(),
                      "keys",
                      "create",
                      "--scopes",
                      "send,read,configure",
                      "--data",
                      folder)
                  .toArray(String[]::new));
      var secret = SECRET.matcher(said);
      if (!secret.find()) {
        throw new IllegalStateException("There is no key in: " + said);
      }
      return new Gateway(URL, starter, server, Database.in(setup.data()), secret.group());
    } catch (IOException | InterruptedException | RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  /** A second server on the database of this one, as it was set up. */
  Gateway second(Workshop workshop, Setup setup) throws IOException, InterruptedException {
    var shared = Map.of("DATABASE_URL", database.url());
    Starter starter = () -> serve(workshop, setup, shared, SECOND_URL, "second-server.log");
    return new Gateway(SECOND_URL, starter, starter.start(), database, key);
  }

  private static Program serve(
      Workshop workshop, Setup setup, Map<String, String> more, String url, String log)
      throws IOException, InterruptedException {
    var environment = new HashMap<>(more);
    environment.put("TWILIO_ACCOUNT_SID", ACCOUNT);
    environment.put("TWILIO_AUTH_TOKEN", TOKEN);
    environment.put("TWILIO_BASE_URL", Emulator.URL);
    environment.put("TWILIO_PHONE_NUMBER", Emulator.SENDER);
    environment.put("TWILIO_RATE_LIMIT_PER_SECOND", "" + setup.pace());
    environment.put("TRUNKLINE_DISPATCH_ENABLED", "" + setup.dispatch());
    environment.put("TWILIO_WEBHOOK_BASE_URL", setup.callbacks());
    var port = "" + URI.create(url).getPort();
    var data = setup.data().toString();
    environment.put("TRUNKLINE_JAVA_OPTIONS", String.join(" ", setup.javaOptions()));
    return Program.start(
        setup.fastStart()
            ? workshop.launcher("serve", "--port", port, "--data", data)
            : workshop.server(setup.javaOptions(), "serve", "--port", port, "--data", data),
        environment,
        URI.create(url + "/actuator/health"),
        workshop.scratch().resolve(log));
  }

  Database database() {
    return database;
  }

  double residentMegabytes() throws IOException {
    return server.residentMegabytes();
  }

  /** What a load needs to know to send messages. */
  Map<String, String> settings() {
    return Map.of("TRUNKLINE_KEY", key);
  }

  /** Lets so many messages wait in a folder that nobody works on. */
  static void fill(Workshop workshop, Setup setup, int waiting, int segments)
      throws IOException, InterruptedException {
    try (var gateway = start(workshop, setup.withoutDispatch());
        var http = HttpClient.newHttpClient()) {
      // A text of several segments has 153 characters in each.
      var body =
          segments == 1 ? "Sale: all tables half price" : "Sale. ".repeat(153 * segments / 6);
      gateway.send(http, "+14155600000", "marketing", body.strip());
      gateway.database.fill(waiting);
    }
  }

  /** Sends a text, and answers what the server says. */
  String send(HttpClient http, String to, String purpose, String body)
      throws IOException, InterruptedException {
    var json = "{\"to\":\"%s\",\"purpose\":\"%s\",\"body\":\"%s\"}".formatted(to, purpose, body);
    return ask(
        http,
        "/v1/messages",
        it -> it.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
  }

  /** Asks for what is done, and answers what the server says. */
  String ask(HttpClient http, String path, UnaryOperator<HttpRequest.Builder> what)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + key);
    var answer = http.send(what.apply(request).build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("The server says " + answer.body());
    }
    return answer.body();
  }

  /** Ends the server as a power failure would. */
  void kill() {
    server.kill();
  }

  void killAndStartAgain() throws IOException, InterruptedException {
    kill();
    server = starter.start();
  }

  @Override
  public void close() {
    server.close();
  }
}
