// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of webhooks to subscribers.
 *
 * @param allowHttp whether an endpoint may have an {@code http://} URL, so that anybody on the way
 *     can read what it is told
 * @param mostEndpoints how many endpoints an account may have
 * @param maxInFlight how many webhooks this node sends at once, to all endpoints together; to those
 *     of one account a quarter of that
 * @param connectTimeout how long to wait for a connection, and again for TLS
 * @param timeout how long an endpoint may take altogether; a second to a minute
 * @param retries how long after each failure the next attempt is made; after the last it is given
 *     up. Up to a fifth is added at random.
 * @param disableAfter how long an endpoint may fail, without any success, before it is disabled
 * @param keepFor how long deliveries and their attempts are kept, of events that are kept for a
 *     shorter time too; at least two days, and as long as all retries take
 */
@ConfigurationProperties("trunkline.webhooks")
record WebhooksProperties(
    @DefaultValue("false") boolean allowHttp,
    @DefaultValue("50") int mostEndpoints,
    @DefaultValue("256") int maxInFlight,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("15s") Duration timeout,
    @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "10h"}) List<Duration> retries,
    @DefaultValue("5d") Duration disableAfter,
    @DefaultValue("30d") Duration keepFor) {

  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration SHORTEST_LIFE = Duration.ofDays(2);

  WebhooksProperties {
    retries = List.copyOf(retries);
    demand(mostEndpoints >= 1, "most-endpoints", "at least 1");
    demand(maxInFlight >= 1, "max-in-flight", "at least 1");
    demand(connectTimeout.isPositive(), "connect-timeout", "longer than nothing");
    demand(
        timeout.compareTo(Duration.ofSeconds(1)) >= 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0,
        "timeout",
        "a second to a minute");
    demand(
        !retries.isEmpty() && retries.stream().allMatch(Duration::isPositive),
        "retries",
        "times longer than nothing");
    demand(disableAfter.isPositive(), "disable-after", "longer than nothing");
    demand(keepFor.compareTo(SHORTEST_LIFE) >= 0, "keep-for", "at least two days");
    demand(
        keepFor.compareTo(WebhookRetries.longest(retries)) >= 0,
        "keep-for",
        "at least as long as all retries together, each a fifth longer: what is not kept any more"
            + " is not tried again");
  }

  /** How long a claimed delivery belongs to its worker: the name must be looked up, too. */
  Duration lease() {
    return timeout.multipliedBy(2).plusSeconds(10);
  }

  private static void demand(boolean kept, String name, String what) {
    if (!kept) {
      throw new IllegalArgumentException("trunkline.webhooks." + name + " is " + what);
    }
  }
}
