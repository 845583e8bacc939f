// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.webhooks.WebhookEndpoint;
import io.trunkline.webhooks.WebhookEndpointId;
import io.trunkline.webhooks.Webhooks;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while an endpoint of a subscriber is disabled that nobody wanted
 * disabled: until it is enabled, deleted, or disabled by request. Or while this node cannot open
 * the secret of one, and so sends nothing there.
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
    var shut = webhooks.shut().stream().map(WebhookEndpointId::toString).sorted().toList();
    var health =
        givenUp.isEmpty() && shut.isEmpty()
            ? Health.up()
            : Health.status(HealthConfiguration.DEGRADED);
    if (!givenUp.isEmpty()) {
      health.withDetail("disabled", givenUp);
    }
    if (!shut.isEmpty()) {
      health.withDetail("secretsThatDoNotOpen", shut);
    }
    return health.build();
  }

  private static String because(WebhookEndpoint endpoint) {
    return String.valueOf(endpoint.disabledBecause()).toLowerCase(Locale.ROOT);
  }
}
