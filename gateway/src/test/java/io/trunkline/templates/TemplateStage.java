// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.storage.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our REST API of templates, by HTTP, beside an emulated Twilio; for each test a name of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateStage {

  private static final AtomicInteger LAST = new AtomicInteger();

  static final String CONTENT =
      """
      "default_language": "en",
      "languages": {
        "en": {"body": "Hi {{first_name}}, {{count}} left"},
        "de-AT": {"body": "Servus {{first_name}}, noch {{count}}"}
      },
      "variables": {
        "first_name": {"type": "text", "max_length": 20},
        "count": {"type": "number", "default": "3"}
      }
      """;

  @EnableAutoConfiguration
  static class Application {}

  record Answer(int status, JsonNode json) {

    String text(String pointer) {
      return json.at(pointer).asString("");
    }
  }

  final TestDatabase database = TestDatabase.create();
  final TwilioEmulator emulator = TwilioEmulator.start();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context = start();
  final Templates templates = context.getBean(Templates.class);
  String name = "";

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Application.class)
        .properties(
            "server.port=0",
            "spring.main.banner-mode=off",
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=postgres",
            "spring.datasource.password=postgres",
            "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
            "trunkline.account.twilio.auth-token=" + emulator.authToken(),
            "trunkline.twilio.base-url=" + emulator.baseUrl(),
            "trunkline.api.enabled=true",
            "trunkline.templates.sync-every=1s",
            "trunkline.dispatch.enabled=false")
        .run();
  }

  @BeforeEach
  void nameATemplate() {
    name = "offer-" + LAST.incrementAndGet();
  }

  @AfterEach
  void letNothingGoWrongAnyMore() {
    emulator.faults(1);
  }

  @AfterAll
  void stop() {
    context.close();
    emulator.close();
    client.close();
  }

  final AccountId account() {
    return context.getBean(Accounts.class).configured().id();
  }

  final Answer create() {
    return post("", "{\"name\": \"" + name + "\"," + CONTENT + "}");
  }

  final Answer get(String path) {
    return ours("GET", path, "");
  }

  final Answer post(String path, String body) {
    return ours("POST", path, body);
  }

  final Answer put(String path, String body) {
    return ours("PUT", path, body);
  }

  private Answer ours(String method, String path, String body) {
    var port = context.getEnvironment().getRequiredProperty("local.server.port");
    return ask(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/templates" + path)),
        method,
        body);
  }

  final Answer emulator(String method, String path, String body) {
    var credentials = emulator.accountSid() + ":" + emulator.authToken();
    var request =
        HttpRequest.newBuilder(URI.create(emulator.baseUrl() + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    return ask(request, method, body);
  }

  private Answer ask(HttpRequest.Builder request, String method, String body) {
    try {
      var answer =
          client.send(
              request
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
