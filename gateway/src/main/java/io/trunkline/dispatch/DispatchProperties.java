// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of every queue of this node.
 *
 * @param enabled whether this node hands messages over; a node that only takes requests may leave
 *     that to others
 * @param maxInFlight how many rows this node works on at once, per queue; at least 1
 * @param lease how long a claimed row belongs to its worker; longer than the worker can possibly
 *     take. When it ends, what became of the row is taken to be unknown.
 * @param pollInterval how long a row that another node accepted, or that fell due, may wait before
 *     this node looks
 * @param shutdownTimeout how long a stopping node waits for the rows it works on
 */
@ConfigurationProperties("trunkline.dispatch")
public record DispatchProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("64") int maxInFlight,
    @DefaultValue("45s") Duration lease,
    @DefaultValue("500ms") Duration pollInterval,
    @DefaultValue("20s") Duration shutdownTimeout) {

  public DispatchProperties {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("trunkline.dispatch.max-in-flight is at least 1");
    }
    positive("lease", lease);
    positive("poll-interval", pollInterval);
    positive("shutdown-timeout", shutdownTimeout);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("trunkline.dispatch." + name + " is longer than nothing");
    }
  }
}
