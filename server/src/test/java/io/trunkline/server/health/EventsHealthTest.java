// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.account.Scope;
import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import io.trunkline.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class EventsHealthTest {

  @Test
  void saysSinceWhenATransactionHoldsEventsBack(@TempDir Path folder) throws Exception {
    try (var server = TestServer.start(folder);
        var connection = server.bean(DataSource.class).getConnection();
        var open = connection.createStatement()) {
      var events = server.bean(Events.class);
      var account = server.bean(Accounts.class).configured().id();
      var later =
          new EventsHealth(
              events, Clock.offset(server.bean(Clock.class), EventsHealth.LATE.multipliedBy(2)));
      connection.setAutoCommit(false);
      open.execute("SELECT pg_current_xact_id()");

      events.record(List.of(new NewEvent(account, "message.accepted", "msg_1", Map.of())));

      assertThat(
              server.bean("eventsHealthIndicator", DatabaseHealth.Part.class).health().getStatus())
          .isEqualTo(Status.UP);
      var degraded = later.health();
      assertThat(degraded.getStatus().getCode()).isEqualTo(HealthConfiguration.DEGRADED);
      assertThat(degraded.getDetails()).containsOnlyKeys("heldBackSince");
      connection.rollback();
      assertThat(later.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void saysUntilWhenStreamsWereTold(@TempDir Path folder) throws Exception {
    try (var server = TestServer.start(folder);
        var http = HttpClient.newHttpClient()) {
      var events = server.bean(Events.class);
      var clock = server.bean(Clock.class);
      var present = server.bean("eventsHealthIndicator", DatabaseHealth.Part.class);
      var muchLater =
          new EventsHealth(events, Clock.offset(clock, EventsHealth.LATE.multipliedBy(2)));
      assertThat(muchLater.health().getStatus()).isEqualTo(Status.UP);

      var request =
          HttpRequest.newBuilder(URI.create(server.url() + "/v1/events/stream"))
              .header("Authorization", "Bearer " + server.key(Scope.READ))
              .build();
      try (var stream = http.send(request, BodyHandlers.ofInputStream()).body()) {
        assertThat(stream.read()).isPositive();

        assertThat(present.health().getStatus()).isEqualTo(Status.UP);
        var degraded = muchLater.health();
        assertThat(degraded.getStatus().getCode()).isEqualTo(HealthConfiguration.DEGRADED);
        assertThat(degraded.getDetails()).containsOnlyKeys("streamsToldUntil");
      }
    }
  }
}
