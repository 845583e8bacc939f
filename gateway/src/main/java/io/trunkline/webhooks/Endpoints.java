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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The endpoints that are enabled, asked for with each event and each look at the queue. Kept in
 * memory for {@link #MEMORY}, and for as long again while somebody reads them anew: so much later
 * another node knows of a change. Whoever finds them older than that reads them itself, since an
 * event that misses an endpoint misses it for ever.
 *
 * <p>Nobody waits for somebody else's reading: who reads may be waiting for a connection to the
 * database, and who asks may be in a transaction that holds one.
 */
final class Endpoints {

  static final Duration MEMORY = Duration.ofSeconds(1);

  private final EndpointStore store;
  private final Shares shares;
  private final AtomicLong readings = new AtomicLong();
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
  private final Semaphore reader = new Semaphore(1);

  /**
   * @param reading the later is what holds
   * @param since nanoseconds, by the machine
   */
  private record Known(
      long reading, long since, Map<AccountId, List<WebhookEndpoint>> byAccount, List<Lane> lanes) {

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - since > age.toNanos();
    }
  }

  Endpoints(EndpointStore store, Shares shares) {
    this.store = store;
    this.shares = shares;
  }

  List<WebhookEndpoint> of(AccountId account) {
    return known().byAccount().getOrDefault(account, List.of());
  }

  /** A lane for each. */
  List<Lane> lanes() {
    return known().lanes();
  }

  /** How long an endpoint has taken to answer, or has not answered. */
  void answered(WebhookEndpointId endpoint, Duration took) {
    shares.answered(endpoint.value(), took);
  }

  /** Has them read anew; inside a transaction, once it has committed. */
  void changed() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              known.set(null);
            }
          });
    } else {
      var _ = read();
    }
  }

  private Known known() {
    var last = known.get();
    if (last == null) {
      return read();
    }
    if (last.isOlderThan(MEMORY) && reader.tryAcquire()) {
      try {
        return read();
      } finally {
        reader.release();
      }
    }
    return last.isOlderThan(MEMORY.multipliedBy(2)) ? read() : last;
  }

  private Known read() {
    var reading = readings.incrementAndGet();
    var since = System.nanoTime();
    var enabled = store.enabled();
    shares.keepOnly(enabled.stream().map(each -> each.id().value()).collect(toSet()));
    var read =
        new Known(
            reading,
            since,
            enabled.stream().collect(groupingBy(WebhookEndpoint::account)),
            enabled.stream().map(this::lane).toList());
    known.accumulateAndGet(
        read, (last, next) -> last != null && last.reading() > reading ? last : next);
    return read;
  }

  private Lane lane(WebhookEndpoint endpoint) {
    var id = endpoint.id().value();
    return new Lane(
        id, List.of(new Limit(id, endpoint.settings().pacePerSecond())), shares.of(endpoint));
  }
}
