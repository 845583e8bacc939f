// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.events.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event for one endpoint.
 *
 * @param attempts how many requests were begun
 * @param nextAttemptAt null unless it waits; an endpoint that is disabled, or an earlier one that
 *     it waits for, may make it later
 * @param finishedAt when it was delivered or given up; null before that
 */
public record WebhookDelivery(
    WebhookDeliveryId id,
    WebhookEndpointId endpoint,
    EventId event,
    String type,
    String subject,
    Status status,
    int attempts,
    @Nullable Instant nextAttemptAt,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** How far it has come. */
  public enum Status {
    WAITING,
    SENDING,
    DELIVERED,
    /** Given up; it can be sent again by hand for as long as it is kept. */
    FAILED
  }
}
