// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.trunkline.account.AccountId;
import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The endpoints that are enabled, asked for with each event and each look at the queue, and so kept
 * in memory. An event says by its audience whether they are those of now: it misses none that was
 * made or changed before, on whatever node. The queue goes by what was so a {@link #MEMORY} ago.
 */
final class Endpoints {

  static final Duration MEMORY = Duration.ofSeconds(1);

  private final EndpointStore store;
  private final Shares shares;
  private volatile @Nullable Known known;

  /**
   * @param audience of which they are; perhaps that of a transaction which is rolled back, and then
   *     of no event
   * @param since nanoseconds, by the machine
   */
  private record Known(
      UUID audience,
      long since,
      Map<AccountId, List<WebhookEndpoint>> byAccount,
      List<Lane> lanes) {

    boolean isOld() {
      return System.nanoTime() - since > MEMORY.toNanos();
    }
  }

  Endpoints(EndpointStore store, Shares shares) {
    this.store = store;
    this.shares = shares;
  }

  /** Those of this audience, or of a later one. */
  Map<AccountId, List<WebhookEndpoint>> of(UUID audience) {
    var last = known;
    return (last != null && last.audience().equals(audience) ? last : read()).byAccount();
  }

  /** A lane for each. */
  List<Lane> lanes() {
    var last = known;
    return (last != null && !last.isOld() ? last : read()).lanes();
  }

  /** How long an endpoint has taken to answer, or has not answered. */
  void answered(WebhookEndpointId endpoint, Duration took) {
    shares.answered(endpoint.value(), took);
  }

  /** Has the queue of this node look anew; inside a transaction, once it has committed. */
  void changed() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              known = null;
            }
          });
    } else {
      known = null;
    }
  }

  private Known read() {
    var since = System.nanoTime();
    var enabled = store.enabled();
    var endpoints = enabled.endpoints();
    shares.keepOnly(endpoints.stream().map(each -> each.id().value()).collect(toSet()));
    var read =
        new Known(
            enabled.audience(),
            since,
            endpoints.stream().collect(groupingBy(WebhookEndpoint::account)),
            endpoints.stream().map(this::lane).toList());
    known = read;
    return read;
  }

  private Lane lane(WebhookEndpoint endpoint) {
    var id = endpoint.id().value();
    return new Lane(
        id, List.of(new Limit(id, endpoint.settings().pacePerSecond())), shares.of(endpoint));
  }
}
