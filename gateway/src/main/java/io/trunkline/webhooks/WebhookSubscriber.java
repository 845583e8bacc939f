// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.events.Event;
import io.trunkline.events.EventId;
import io.trunkline.events.EventSubscriber;
import io.trunkline.id.Ids;
import io.trunkline.webhooks.DeliveryStore.NewDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes a delivery for each endpoint that hears of an event, in the transaction of the event; and
 * keeps of events that are forgotten what deliveries still need.
 */
final class WebhookSubscriber implements EventSubscriber {

  private final Endpoints endpoints;
  private final DeliveryStore deliveries;
  private final Runnable wake;
  private final Ids ids;

  WebhookSubscriber(Endpoints endpoints, DeliveryStore deliveries, Runnable wake, Ids ids) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.wake = wake;
    this.ids = ids;
  }

  @Override
  public void recorded(List<Event> events, UUID audience) {
    var listening = endpoints.of(audience);
    var written = new ArrayList<NewDelivery>();
    for (var event : events) {
      for (var endpoint : listening.getOrDefault(event.account(), List.of())) {
        if (endpoint.settings().hears(event.type())) {
          written.add(new NewDelivery(new WebhookDeliveryId(ids.next()), endpoint, event));
        }
      }
    }
    if (!written.isEmpty()) {
      deliveries.insert(written);
      wake.run();
    }
  }

  @Override
  public void forgetting(EventId after, EventId last) {
    deliveries.takeOver(after, last);
  }
}
