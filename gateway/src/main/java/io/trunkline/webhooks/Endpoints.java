// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.util.stream.Collectors.groupingBy;

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

/**
 * The endpoints that are enabled, asked for with each event and each look at the queue. Kept in
 * memory for {@link #MEMORY}: so much later another node knows of a change.
 *
 * <p>Nobody waits for somebody else's reading: who reads may be waiting for a connection to the
 * database, and who asks may be in a transaction that holds one.
 */
final class Endpoints {

  static final Duration MEMORY = Duration.ofSeconds(1);

  private final EndpointStore store;
  private final AtomicLong readings = new AtomicLong();
  private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
  private final Semaphore reader = new Semaphore(1);

  /**
   * @param reading the later is what holds
   * @param since nanoseconds, by the machine
   */
  private record Known(
      long reading, long since, Map<AccountId, List<WebhookEndpoint>> byAccount, List<Lane> lanes) {

    boolean isOld() {
      return System.nanoTime() - since > MEMORY.toNanos();
    }
  }

  Endpoints(EndpointStore store) {
    this.store = store;
  }

  List<WebhookEndpoint> of(AccountId account) {
    return known().byAccount().getOrDefault(account, List.of());
  }

  /** A lane for each. */
  List<Lane> lanes() {
    return known().lanes();
  }

  /** Reads them anew. */
  void changed() {
    var _ = read();
  }

  private Known known() {
    var last = known.get();
    if (last == null) {
      return read();
    }
    if (!last.isOld() || !reader.tryAcquire()) {
      return last;
    }
    try {
      return read();
    } finally {
      reader.release();
    }
  }

  private Known read() {
    var reading = readings.incrementAndGet();
    var since = System.nanoTime();
    var enabled = store.enabled();
    var read =
        new Known(
            reading,
            since,
            enabled.stream().collect(groupingBy(WebhookEndpoint::account)),
            enabled.stream().map(Endpoints::lane).toList());
    known.accumulateAndGet(
        read, (last, next) -> last != null && last.reading() > reading ? last : next);
    return read;
  }

  /** One that fails is not worth more than a place: each request may take all the time there is. */
  private static Lane lane(WebhookEndpoint endpoint) {
    var settings = endpoint.settings();
    var id = endpoint.id().value();
    return new Lane(
        id,
        List.of(new Limit(id, settings.pacePerSecond())),
        endpoint.failingSince() == null ? settings.concurrency() : 1);
  }
}
