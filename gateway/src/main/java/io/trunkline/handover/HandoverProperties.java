// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.law.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of handing over.
 *
 * @param settleEvery the pause between two rounds of settling, at least a second
 * @param doubt by purpose, how messages in doubt are treated; see {@link DoubtPolicy}
 * @param checkEvery the pause between two rounds of reading Twilio's records for what no callback
 *     has told, at least a second
 * @param checkAgain how long after each reading that left something open the next comes; after the
 *     last of them the message is left as it is
 * @param inboundEvery the pause between two rounds of reading Twilio's list for texts to us that no
 *     callback has brought, at least a second
 * @param retryFirst how long a message waits after the first refusal that will pass; doubles from
 *     there. Also how long an account waits that has made too many requests, where Twilio does not
 *     say how long
 * @param retryLongest the longest such wait; also how long a sender rests whose queue at Twilio is
 *     full
 * @param retryAttempts how many such refusals a message may meet before it is given up; with the
 *     usual waits fifty are about two and a half hours
 * @param circuit when an account is held
 */
@ConfigurationProperties("trunkline.handover")
record HandoverProperties(
    @DefaultValue("5s") Duration settleEvery,
    @DefaultValue Map<Purpose, Doubt> doubt,
    @DefaultValue("1m") Duration checkEvery,
    @DefaultValue({"30m", "2h", "6h", "1d", "1d", "1d"}) List<Duration> checkAgain,
    @DefaultValue("5m") Duration inboundEvery,
    @DefaultValue("1s") Duration retryFirst,
    @DefaultValue("5m") Duration retryLongest,
    @DefaultValue("50") int retryAttempts,
    @DefaultValue CircuitProperties circuit) {

  /** What is configured of a {@link DoubtPolicy}; what is null is as usual. */
  record Doubt(
      @Nullable Duration searchAfter,
      @Nullable Duration searchEvery,
      @Nullable Integer absences,
      @Nullable Duration personAfter,
      @Nullable Duration worthFor) {

    private DoubtPolicy over(DoubtPolicy usual) {
      return new DoubtPolicy(
          Objects.requireNonNullElse(searchAfter, usual.searchAfter()),
          Objects.requireNonNullElse(searchEvery, usual.searchEvery()),
          Objects.requireNonNullElse(absences, usual.absences()),
          Objects.requireNonNullElse(personAfter, usual.personAfter()),
          worthFor != null ? worthFor : usual.worthFor());
    }
  }

  HandoverProperties {
    atLeastASecond("settle-every", settleEvery);
    atLeastASecond("check-every", checkEvery);
    atLeastASecond("inbound-every", inboundEvery);
    positive("retry-first", retryFirst);
    if (retryLongest.compareTo(retryFirst) < 0) {
      throw new IllegalArgumentException(
          "trunkline.handover.retry-longest is not shorter than retry-first");
    }
    if (retryAttempts < 1) {
      throw new IllegalArgumentException("trunkline.handover.retry-attempts is at least 1");
    }
    checkAgain.forEach(pause -> positive("check-again", pause));
    checkAgain = List.copyOf(checkAgain);
    doubt = Map.copyOf(doubt);
    doubt.forEach(
        (purpose, configured) ->
            configured
                .over(DoubtPolicy.of(purpose))
                .checked("trunkline.handover.doubt." + purpose.name().toLowerCase(Locale.ROOT)));
  }

  /** How messages of this purpose are treated. */
  DoubtPolicy policy(Purpose purpose) {
    var configured = doubt.get(purpose);
    var usual = DoubtPolicy.of(purpose);
    return configured == null ? usual : configured.over(usual);
  }

  private static void atLeastASecond(String name, Duration value) {
    if (value.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("trunkline.handover." + name + " is at least a second");
    }
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("trunkline.handover." + name + " is longer than nothing");
    }
  }
}
