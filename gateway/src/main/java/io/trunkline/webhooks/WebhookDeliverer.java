// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.dispatch.Backlog;
import io.trunkline.dispatch.Brakes;
import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import io.trunkline.storage.GroupCommit;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.OutcomeStore.Result;
import io.trunkline.webhooks.WebhookSender.Sent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends claimed deliveries, and has recorded what came of them. */
final class WebhookDeliverer implements Backlog<Outgoing> {

  static final String QUEUE = "webhooks";

  private static final Logger log = LoggerFactory.getLogger(WebhookDeliverer.class);

  private static final int ABANDONED_AT_ONCE = 200;

  private final DeliveryStore store;
  private final Endpoints endpoints;
  private final WebhookSender sender;
  private final Outcomes outcomes;
  private final Shared shared;
  private final Clock clock;

  /** What all workers write together, what holds an endpoint back on all nodes, and the queue. */
  record Shared(GroupCommit<Result, Boolean> results, Brakes brakes, Runnable wake) {}

  WebhookDeliverer(
      DeliveryStore store,
      Endpoints endpoints,
      WebhookSender sender,
      Outcomes outcomes,
      Shared shared,
      Clock clock) {
    this.store = store;
    this.endpoints = endpoints;
    this.sender = sender;
    this.outcomes = outcomes;
    this.shared = shared;
    this.clock = clock;
  }

  @Override
  public String queue() {
    return QUEUE;
  }

  @Override
  public String table() {
    return "trunkline.webhook_deliveries";
  }

  @Override
  public String waiting() {
    return "waiting";
  }

  @Override
  public boolean knowsUrgent() {
    return false;
  }

  @Override
  public List<Lane> lanes() {
    return endpoints.lanes().stream()
        .filter(lane -> sender.canSignFor(new WebhookEndpointId(lane.id())))
        .toList();
  }

  @Override
  public List<Outgoing> claim(List<UUID> ids, Instant now, Instant leaseUntil) {
    return store.claim(ids, now, leaseUntil);
  }

  @Override
  public void work(Outgoing delivery) {
    var begun = now();
    var event = delivery.event();
    if (event == null) {
      record(new Result(delivery, begun, Sent.nothing("The event is not kept any more"), null));
      return;
    }
    var sent = sender.send(delivery.target(), event);
    if (sent.request() != null) {
      endpoints.answered(delivery.target().id(), sent.answer().took());
    }
    record(outcomes.result(delivery, begun, sent));
    sent.answer()
        .restsUntil()
        .ifPresent(
            until ->
                shared
                    .brakes()
                    .holdBack(
                        List.of(limit(delivery)), WebhookRetries.bounded(until, clock.instant())));
  }

  private void record(Result result) {
    if (shared.results().submit(result)) {
      shared.wake().run();
    }
  }

  /**
   * Deliveries of a node that has died, or that has not said in its time what came of them, have
   * failed, through no fault of their endpoints: they are sent again with the same id, by which a
   * receiver knows them.
   */
  void recover() {
    var unknown = Sent.nothing("The node that sent it has not said what came of it");
    List<Outgoing> abandoned;
    do {
      abandoned = store.abandoned(now(), ABANDONED_AT_ONCE);
      var results = abandoned.stream().map(each -> outcomes.result(each, now(), unknown)).toList();
      var _ = shared.results().submitAll(results);
      if (!abandoned.isEmpty()) {
        log.error(
            "{} webhooks were begun by a node that has not said what came of them; they are sent"
                + " again, by their schedule",
            abandoned.size());
      }
    } while (abandoned.size() == ABANDONED_AT_ONCE);
  }

  private static Limit limit(Outgoing delivery) {
    return new Limit(delivery.target().id().value(), delivery.target().pacePerSecond());
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }
}
