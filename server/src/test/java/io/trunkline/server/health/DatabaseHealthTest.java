// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.server.TestServer;
import io.trunkline.server.database.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.json.JsonMapper;

class DatabaseHealthTest {

  @Test
  void saysThatTheDatabaseIsAwayAndWaitsForItOnce(@TempDir Path folder) throws Exception {
    try (var server = TestServer.start(folder, "--trunkline.dispatch.shutdown-timeout=1s");
        var http = HttpClient.newHttpClient()) {
      assertThat(ask(http, server).statusCode()).isEqualTo(200);

      server.bean(Database.class).close();
      var begun = System.nanoTime();
      var answer = ask(http, server);
      while (answer.statusCode() == 200) {
        begun = System.nanoTime();
        answer = ask(http, server);
      }

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      var health = JsonMapper.shared().readTree(answer.body());
      assertThat(health.at("/status").asString()).isEqualTo("DOWN");
      assertThat(health.at("/components/db/status").asString()).isEqualTo("DOWN");
      for (var part : new String[] {"callbacks", "events", "twilio", "webhooks"}) {
        assertThat(health.at("/components/" + part + "/status").asString())
            .as(part)
            .isEqualTo("UNKNOWN");
      }
      // One wait for a connection, where each part had its own.
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void waitsNoLongerThanItsPatienceForADatabaseThatIsSilent() {
    var silent = new Semaphore(0);
    var asked = new AtomicInteger();
    var database =
        new DatabaseHealth(
            () -> {
              silent.acquireUninterruptibly();
              return Health.up().build();
            },
            Duration.ofMillis(50));
    var part =
        database.before(
            () -> {
              asked.incrementAndGet();
              return Health.up().build();
            });

    assertThat(part.health().getStatus()).isEqualTo(Status.UNKNOWN);
    assertThat(database.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(asked).hasValue(0);
    silent.release();
  }

  @Test
  void isDegradedByAPartThatFailsAndKeepsWhyToTheLog() {
    HealthIndicator failing =
        () -> {
          throw new IllegalStateException("the secret");
        };
    var database = new DatabaseHealth(() -> Health.up().build(), DatabaseHealth.PATIENCE);

    var health = database.before(failing).health();

    assertThat(health.getStatus().getCode()).isEqualTo(HealthConfiguration.DEGRADED);
    assertThat(health.getDetails().toString())
        .contains("IllegalStateException")
        .doesNotContain("secret");
  }

  private static HttpResponse<String> ask(HttpClient http, TestServer server) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.url() + "/actuator/health")).build();
    return http.send(request, BodyHandlers.ofString());
  }
}
