// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When an account's messages are held back together, and when they are let go.
 *
 * @param outageFailures how many requests to send in a row must go unanswered, on one node, before
 *     Twilio is taken to be down; what it answers by a refusal of the account counts at once
 * @param outageWithin within which time
 * @param probeFirst how long after opening Twilio is asked whether the account could send; doubles
 *     from there
 * @param probeLongest the longest pause between two such questions
 * @param probeEvery the pause between two looks at what is to be asked, at least a second
 */
record CircuitProperties(
    @DefaultValue("20") int outageFailures,
    @DefaultValue("1m") Duration outageWithin,
    @DefaultValue("10s") Duration probeFirst,
    @DefaultValue("5m") Duration probeLongest,
    @DefaultValue("1s") Duration probeEvery) {

  CircuitProperties {
    if (outageFailures < 2) {
      throw new IllegalArgumentException(
          "trunkline.handover.circuit.outage-failures is at least 2");
    }
    positive("outage-within", outageWithin);
    positive("probe-first", probeFirst);
    if (probeLongest.compareTo(probeFirst) < 0) {
      throw new IllegalArgumentException(
          "trunkline.handover.circuit.probe-longest is not shorter than probe-first");
    }
    if (probeEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "trunkline.handover.circuit.probe-every is at least a second");
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "trunkline.handover.circuit." + name + " is longer than nothing");
    }
  }
}
