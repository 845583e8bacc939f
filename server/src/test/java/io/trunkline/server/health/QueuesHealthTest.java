// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.trunkline.dispatch.PacedQueue;
import io.trunkline.server.TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class QueuesHealthTest {

  @Test
  void saysSinceWhenAQueueStandsStill(@TempDir Path folder) {
    try (var server = TestServer.start(folder)) {
      var clock = server.bean(Clock.class);
      List<PacedQueue<?>> queues =
          List.of(
              server.bean("trunklineMessageQueue", PacedQueue.class),
              server.bean("trunklineWebhookQueue", PacedQueue.class));
      var muchLater =
          new QueuesHealth(
              queues,
              Duration.ofSeconds(1),
              Clock.offset(clock, QueuesHealth.LATE.multipliedBy(2)));
      var present = server.bean("queuesHealthIndicator", DatabaseHealth.Part.class);

      assertThat(present.health().getStatus()).isEqualTo(Status.UP);
      var degraded = muchLater.health();
      assertThat(degraded.getStatus().getCode()).isEqualTo(HealthConfiguration.DEGRADED);
      assertThat(degraded.getDetails().get("stillSince"))
          .asInstanceOf(MAP)
          .containsOnlyKeys("messages", "webhooks");
    }
  }

  @Test
  void mindsNoQueueThatDoesNotRunHere(@TempDir Path folder) {
    try (var server = TestServer.start(folder, "--trunkline.dispatch.enabled=false")) {
      var clock = Clock.offset(server.bean(Clock.class), QueuesHealth.LATE.multipliedBy(2));
      List<PacedQueue<?>> queues = List.of(server.bean("trunklineMessageQueue", PacedQueue.class));

      var health = new QueuesHealth(queues, Duration.ofSeconds(1), clock).health();

      assertThat(health.getStatus()).isEqualTo(Status.UP);
    }
  }
}
