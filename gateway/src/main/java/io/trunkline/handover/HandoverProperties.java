// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of handing over.
 *
 * @param settleEvery the pause between two rounds of settling, at least a second
 * @param settleAfter how long after a doubtful handing over Twilio's records are searched, unless a
 *     callback settles it before
 * @param settleAgainAfter how long after a search that found nothing the next one comes
 * @param absences how many searches in a row must find nothing before a message is handed over
 *     again; at least 2, since a record may appear late
 * @param retryFirst how long a message waits after the first refusal that will pass (too many
 *     requests, Twilio out of reach); doubles from there
 * @param retryLongest the longest such wait
 */
@ConfigurationProperties("trunkline.handover")
record HandoverProperties(
    @DefaultValue("5s") Duration settleEvery,
    @DefaultValue("30s") Duration settleAfter,
    @DefaultValue("30s") Duration settleAgainAfter,
    @DefaultValue("2") int absences,
    @DefaultValue("1s") Duration retryFirst,
    @DefaultValue("5m") Duration retryLongest) {

  HandoverProperties {
    if (settleEvery.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("trunkline.handover.settle-every is at least a second");
    }
    positive("settle-after", settleAfter);
    positive("settle-again-after", settleAgainAfter);
    positive("retry-first", retryFirst);
    if (retryLongest.compareTo(retryFirst) < 0) {
      throw new IllegalArgumentException(
          "trunkline.handover.retry-longest is not shorter than retry-first");
    }
    if (absences < 2) {
      throw new IllegalArgumentException("trunkline.handover.absences is at least 2");
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("trunkline.handover." + name + " is longer than nothing");
    }
  }
}
