// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.messaging.TestGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How streams end. */
@Timeout(60)
class StreamEndsTest {

  @Test
  void withTheApplicationWhichDoesNotWaitForThem() throws Exception {
    var gateway = new TestGateway("spring.lifecycle.timeout-per-shutdown-phase=60s");
    try (var stream = new SseReader(gateway.url.resolve("/v1/events/stream"), null)) {
      assertThat(stream.block()).isNotNull();

      var stopping = Thread.ofVirtual().start(gateway::close);

      assertThat(stream.block()).isNull();
      stopping.join();
    }
  }

  @Test
  void afterAWhileSoThatAKeyThatIsNoneAnyMoreOpensNothing() {
    try (var gateway = new TestGateway("trunkline.events.stream-for=1s")) {
      record(gateway);
      String last;
      try (var stream = new SseReader(gateway.url.resolve("/v1/events/stream"), null)) {
        assertThat(stream.block()).isNotNull();
        assertThat(stream.block()).isNull();
        last = String.valueOf(stream.lastEventId);
      }
      record(gateway);

      try (var stream = new SseReader(gateway.url.resolve("/v1/events/stream"), last)) {
        assertThat(stream.events(1)).hasSize(1);
      }
    }
  }

  @Test
  void whenEventsAreNumberedAnewSinceTheirPlacesAreNoneAnyMore() {
    try (var gateway = new TestGateway()) {
      record(gateway);
      String last;
      try (var stream = new SseReader(gateway.url.resolve("/v1/events/stream"), null)) {
        assertThat(stream.block()).isNotNull();
        record(gateway);
        assertThat(stream.events(1)).hasSize(1);
        gateway
            .get(JdbcClient.class)
            .sql("UPDATE trunkline.events SET tx = tx + 1000000000000")
            .update();
        record(gateway);
        while (stream.block() != null) {
          // Beats, until it ends.
        }
        last = String.valueOf(stream.lastEventId);
      }

      try (var stream = new SseReader(gateway.url.resolve("/v1/events/stream"), last)) {
        assertThat(stream.events(1)).hasSize(1);
      }
    }
  }

  private static void record(TestGateway gateway) {
    AccountId account = gateway.get(Accounts.class).configured().id();
    gateway
        .get(Events.class)
        .record(List.of(new NewEvent(account, "message.accepted", "thing", Map.of())));
  }
}
