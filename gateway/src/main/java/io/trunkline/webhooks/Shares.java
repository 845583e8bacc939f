// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.dispatch.Bound;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many places of this node an endpoint may hold, so that whoever answers slowly leaves the
 * others theirs. All endpoints of an account together hold a quarter of them at most. Of those, an
 * endpoint has as many as it wishes while it answers within a second; one that takes twice as long
 * has a quarter of that, and one that takes ten seconds a hundredth: always one. One that fails has
 * one, and one that has not answered yet no more than is usual.
 */
final class Shares {

  /** The longest mean time that costs an endpoint nothing, in seconds. */
  private static final double QUICK = 1;

  /** What the last answer weighs in the mean. */
  private static final double WEIGHT = 0.125;

  private static final double NANOS_PER_SECOND = 1e9;

  private final int ofAnAccount;

  /** Mean seconds to an answer, as this node has seen them. */
  private final Map<UUID, Double> means = new ConcurrentHashMap<>();

  /**
   * @param places of this node
   */
  Shares(int places) {
    this.ofAnAccount = Math.max(1, places / 4);
  }

  /** The endpoint has answered, or has not within this time. */
  void answered(UUID endpoint, Duration took) {
    means.merge(
        endpoint,
        took.toNanos() / NANOS_PER_SECOND,
        (mean, seconds) -> mean + (seconds - mean) * WEIGHT);
  }

  /** Forgets how others have answered. */
  void keepOnly(Collection<UUID> endpoints) {
    means.keySet().retainAll(endpoints);
  }

  List<Bound> of(WebhookEndpoint endpoint) {
    return List.of(
        new Bound(endpoint.id().value(), atOnce(endpoint)),
        new Bound(endpoint.account().value(), ofAnAccount));
  }

  int atOnce(WebhookEndpoint endpoint) {
    var wished = endpoint.settings().concurrency();
    var mean = means.get(endpoint.id().value());
    if (endpoint.failingSince() != null) {
      return 1;
    } else if (mean == null) {
      return Math.min(wished, WebhookSettings.USUAL_CONCURRENCY);
    }
    var slowness = Math.max(QUICK, mean) / QUICK;
    return Math.max(1, (int) (wished / (slowness * slowness)));
  }
}
