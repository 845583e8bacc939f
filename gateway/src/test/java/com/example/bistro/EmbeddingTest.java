// SPDX-License-Identifier: Apache-2.0
package com.example.bistro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.TwilioEmulator;
import io.trunkline.storage.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The library inside an application that knows nothing of our house but its front door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddingTest {

  private static final String GUEST = "+14155550142";

  private final TestDatabase database = TestDatabase.create();
  private final TwilioEmulator emulator = TwilioEmulator.start();
  private final int port;
  private final ConfigurableApplicationContext bistro;

  EmbeddingTest() throws IOException {
    database.jdbc().sql("DROP SCHEMA trunkline CASCADE").update();
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    bistro =
        new SpringApplicationBuilder(BistroApplication.class)
            .properties(
                "server.port=" + port,
                "spring.main.banner-mode=off",
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
                "trunkline.account.twilio.auth-token=" + emulator.authToken(),
                "trunkline.twilio.base-url=" + emulator.baseUrl(),
                "trunkline.callbacks.public-url=http://localhost:" + port,
                "trunkline.numbers.default-sender=+14155550100")
            .run();
  }

  @AfterAll
  void stop() {
    bistro.close();
    emulator.close();
  }

  @Test
  void sendsThroughTheJavaDoorAndHearsWhatBecameOfIt() {
    var reservations = bistro.getBean(Reservations.class);

    reservations.confirm(GUEST);

    await().until(() -> told().equals(List.of(GUEST)));
    assertThat(emulator.handset(GUEST).messages())
        .singleElement()
        .returns("Your table is ready", message -> message.said());
  }

  @Test
  void leavesTheHostsFlywayAlone() {
    assertThat(scripts("public.flyway_schema_history")).containsExactly("V1__reservations.sql");
    assertThat(scripts("trunkline.schema_history"))
        .contains("account/V001__accounts.sql")
        .noneMatch(script -> script.contains("reservations"));
  }

  @Test
  void opensNoApiThatTheHostHasNotAskedFor() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/messages"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();

      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void isTheExampleOfTheReadme() throws IOException {
    var source = Files.readString(Path.of("src/test/java/com/example/bistro/Reservations.java"));
    var example = source.substring(source.indexOf("// tag::readme[]\n") + 17);

    assertThat(Files.readString(Path.of("../README.md"))).contains(example.strip());
  }

  private List<String> told() {
    return database
        .jdbc()
        .sql("SELECT guest FROM reservations WHERE told")
        .query((row, index) -> row.getString(1))
        .list();
  }

  private List<String> scripts(String history) {
    return database
        .jdbc()
        .sql("SELECT script FROM " + history + " WHERE version IS NOT NULL ORDER BY version")
        .query((row, index) -> row.getString(1))
        .list();
  }
}
