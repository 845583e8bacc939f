// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.webhooks.WebhookEndpoint;
import io.trunkline.webhooks.Webhooks;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while an endpoint of a subscriber is disabled that nobody wanted
 * disabled: until it is enabled, deleted, or disabled by request.
 */
final class WebhooksHealth implements HealthIndicator {

  private final Webhooks webhooks;

  WebhooksHealth(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Override
  public Health health() {
    var givenUp = new LinkedHashMap<String, String>();
    webhooks
        .givenUp()
        .forEach(endpoint -> givenUp.put(endpoint.id().toString(), because(endpoint)));
    return givenUp.isEmpty()
        ? Health.up().build()
        : Health.status(HealthConfiguration.DEGRADED)
            .withDetails(Map.of("disabled", givenUp))
            .build();
  }

  private static String because(WebhookEndpoint endpoint) {
    return String.valueOf(endpoint.disabledBecause()).toLowerCase(Locale.ROOT);
  }
}
