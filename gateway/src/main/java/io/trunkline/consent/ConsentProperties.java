// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of opt-outs.
 *
 * @param senderName who an account is whose policy does not name its sender, as a recipient knows
 *     it; it stands in the confirmation of an opt-out and in the answer to HELP, up to 40
 *     characters
 * @param deactivationDays for how many days back the numbers are read that carriers of the United
 *     States have taken out of service, 0 to 60; 0 for never
 * @param keepRulings for how long every decision is kept, from a day to 50 years: by default a year
 *     longer than the five that the Telemarketing Sales Rule demands (16 CFR 310.5) and that
 *     Germany does (UWG 7a), so that whoever sues at the last moment is answered
 */
@ConfigurationProperties("trunkline.consent")
record ConsentProperties(
    @DefaultValue("this sender") String senderName,
    @DefaultValue("7") int deactivationDays,
    @DefaultValue("6y") Period keepRulings) {

  private static final int MOST_DAYS = 60;
  private static final int MOST_YEARS = 50;

  ConsentProperties {
    if (senderName.isBlank() || senderName.length() > 40) {
      throw new IllegalArgumentException("trunkline.consent.sender-name has 1 to 40 characters");
    }
    if (deactivationDays < 0 || deactivationDays > MOST_DAYS) {
      throw new IllegalArgumentException("trunkline.consent.deactivation-days is 0 to 60");
    }
    if (keepRulings.isNegative()
        || keepRulings.isZero()
        || keepRulings.toTotalMonths() + keepRulings.getDays() / 28 > MOST_YEARS * 12) {
      throw new IllegalArgumentException("trunkline.consent.keep-rulings is 1d to 50y");
    }
  }
}
