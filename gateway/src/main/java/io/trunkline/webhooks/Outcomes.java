// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.trunkline.events.Events;
import io.trunkline.events.NewEvent;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.OutcomeStore.Result;
import io.trunkline.webhooks.WebhookEndpoint.Disabled;
import io.trunkline.webhooks.WebhookSender.Sent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt means for its delivery, for those that wait for it, and for its endpoint. */
final class Outcomes {

  static final String ENDPOINT_DISABLED = "webhook_endpoint.disabled";

  private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

  private final OutcomeStore store;
  private final EndpointStore endpoints;
  private final Endpoints known;
  private final Events events;
  private final Rules rules;
  private final Clock clock;

  /**
   * How long we try.
   *
   * @param disableAfter how long an endpoint may fail
   */
  record Rules(WebhookRetries retries, Duration disableAfter, Supplier<RandomGenerator> random) {}

  Outcomes(
      OutcomeStore store,
      EndpointStore endpoints,
      Endpoints known,
      Events events,
      Rules rules,
      Clock clock) {
    this.store = store;
    this.endpoints = endpoints;
    this.known = known;
    this.events = events;
    this.rules = rules;
    this.clock = clock;
  }

  /** Where the attempt leaves its delivery. */
  Result result(Outgoing delivery, Instant begun, Sent sent) {
    var answer = sent.answer();
    if (answer.isDelivered() || answer.isGone()) {
      return new Result(delivery, begun, sent, null);
    }
    if (sent.isPutOff()) {
      return new Result(delivery, begun, sent, now().plus(EndpointKeys.REST));
    }
    var next =
        rules
            .retries()
            .next(delivery.failures() + 1, now(), answer.retryAt(), rules.random().get());
    return new Result(delivery, begun, sent, next.orElse(null));
  }

  /**
   * Records results in the caller's transaction.
   *
   * @return of each, in their order, whether others that waited may go now
   */
  List<Boolean> record(List<Result> results) {
    var now = now();
    var moved = store.move(results, now);
    var ours =
        results.stream().filter(each -> moved.contains(each.delivery().id().value())).toList();
    if (ours.isEmpty()) {
      return results.stream().map(each -> false).toList();
    }
    store.log(ours);
    var finished =
        ours.stream()
            .filter(each -> each.delivery().ordered() && each.retryAt() == null)
            .map(each -> each.delivery().id().value())
            .collect(toSet());
    if (!finished.isEmpty()) {
      store.release(finished, now);
    }
    recordHealth(ours, now);
    return results.stream().map(each -> finished.contains(each.delivery().id().value())).toList();
  }

  /**
   * The other nodes, and this one, learn within a second how an endpoint fares. What was not sent
   * says nothing of it.
   */
  private void recordHealth(List<Result> all, Instant now) {
    var results = all.stream().filter(each -> each.sent().request() != null).toList();
    var well = endpoints(results, each -> each.answer().isDelivered());
    var ill = endpoints(results, not(each -> each.answer().isDelivered()));
    var gone = endpoints(results, each -> each.answer().isGone());
    ill.removeAll(well);
    var changed = store.lock(well, ill, gone, now);
    if (changed.isEmpty()) {
      return;
    }
    Stream.of(well, ill, gone).forEach(each -> each.retainAll(changed));
    store.succeeded(well);
    store.failed(ill, now);
    gone.forEach(each -> disable(each, Disabled.GONE, now));
    store
        .failingSince(ill, now.minus(rules.disableAfter()))
        .forEach(each -> disable(each, Disabled.FAILING, now));
  }

  private static Set<UUID> endpoints(List<Result> results, Predicate<Result> which) {
    return results.stream()
        .filter(which)
        .map(each -> each.delivery().target().id().value())
        .collect(toCollection(HashSet::new));
  }

  private void disable(UUID id, Disabled because, Instant now) {
    endpoints
        .disable(id, because, now)
        .ifPresent(
            endpoint -> {
              log.warn(
                  "The webhook endpoint {} is disabled, what waits for it waits on: {}",
                  endpoint.id(),
                  because == Disabled.GONE
                      ? "it has answered 410"
                      : "it has failed since " + endpoint.failingSince());
              events.record(
                  List.of(
                      new NewEvent(
                          endpoint.account(),
                          ENDPOINT_DISABLED,
                          endpoint.id().toString(),
                          EndpointView.Data.of(endpoint))));
              known.changed();
            });
  }

  private Instant now() {
    return Storage.storable(clock.instant());
  }
}
