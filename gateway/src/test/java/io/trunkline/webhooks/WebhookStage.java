// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.awaitility.Awaitility.await;

import io.trunkline.webhooks.WebhookDelivery.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** The room, and a subscriber of each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookStage {

  final WebhooksRoom room = new WebhooksRoom();
  private final List<NewWebhookEndpoint> subscribed = new ArrayList<>();

  Subscriber subscriber;

  @BeforeEach
  final void listen() throws IOException {
    subscriber = new Subscriber(WebhooksRoom.PUBLIC);
  }

  @AfterEach
  final void leave() {
    subscribed.forEach(each -> room.webhooks().delete(room.account(), each.endpoint().id()));
    subscribed.clear();
    subscriber.close();
  }

  @AfterAll
  final void stop() {
    room.close();
  }

  final NewWebhookEndpoint subscribe(boolean ordered) {
    return keep(room.subscribe(subscriber.url(), ordered));
  }

  final NewWebhookEndpoint keep(NewWebhookEndpoint endpoint) {
    subscribed.add(endpoint);
    return endpoint;
  }

  final WebhookDelivery awaitStatus(NewWebhookEndpoint endpoint, Status status) {
    await().until(() -> room.latest(endpoint).status() == status);
    return room.latest(endpoint);
  }

  /** Until nothing is due. */
  final void awaitAttempted(NewWebhookEndpoint endpoint) {
    await()
        .until(
            () ->
                room
                    .deliveries()
                    .list(room.account(), endpoint.endpoint().id(), WebhookQuery.latest(50))
                    .stream()
                    .allMatch(
                        each ->
                            each.status() == Status.FAILED
                                || each.nextAttemptAt() != null
                                    && each.nextAttemptAt().isAfter(room.now())));
  }

  /** Latest first. */
  final List<String> types(NewWebhookEndpoint endpoint) {
    return room
        .deliveries()
        .list(room.account(), endpoint.endpoint().id(), WebhookQuery.latest(50))
        .stream()
        .map(WebhookDelivery::type)
        .toList();
  }
}
