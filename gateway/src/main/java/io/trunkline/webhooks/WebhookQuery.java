// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.webhooks.WebhookDelivery.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of an endpoint, latest events first.
 *
 * @param status null for all
 * @param from the earliest time of the event; null for all
 * @param until before which the event happened; null for all
 * @param after the last one seen, where the next page begins; null for the first page
 * @param limit how many at most
 */
public record WebhookQuery(
    @Nullable Status status,
    @Nullable Instant from,
    @Nullable Instant until,
    @Nullable WebhookDeliveryId after,
    int limit) {

  /** The latest, of all states. */
  public static WebhookQuery latest(int limit) {
    return new WebhookQuery(null, null, null, null, limit);
  }
}
