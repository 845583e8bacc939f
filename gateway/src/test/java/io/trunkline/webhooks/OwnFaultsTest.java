// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.dispatch.Lane;
import io.trunkline.webhooks.WebhookDelivery.Status;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on our side is no fault of whoever is to hear. */
class OwnFaultsTest extends WebhookStage {

  private static final String OTHER_KEY =
      Base64.getEncoder().encodeToString("another key of thirty-two bytes.".getBytes(UTF_8));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void countNeitherAgainstTheEndpointNorTheDelivery(boolean hasKey) {
    var endpoint = subscribe(false);
    var id = endpoint.endpoint().id();
    room.stopQueue();
    try (var other = WebhooksRoom.withKey(hasKey ? OTHER_KEY : "", room.database)) {
      other.happens(room.account(), "message.sent", "msg_1", Map.of("id", "msg_1"));
      // More often than a subscriber may fail.
      for (int times = 1; times <= 10; times++) {
        var expected = times;
        await().until(() -> room.attempts(room.latest(endpoint)).size() == expected);
        assertThat(room.latest(endpoint).status()).isEqualTo(Status.WAITING);
        assertThat(other.webhooks().shut()).containsExactly(id);
        assertThat(other.get(WebhookDeliverer.class).lanes())
            .extracting(Lane::id)
            .doesNotContain(id.value());
        other.moveClock(EndpointKeys.REST.plusSeconds(1));
      }
    }

    assertThat(room.endpoint(endpoint).failingSince()).isNull();
    room.moveClock(Duration.ofHours(1));
    room.startQueue();
    awaitStatus(endpoint, Status.DELIVERED);
    assertThat(room.webhooks().shut()).isEmpty();
  }
}
