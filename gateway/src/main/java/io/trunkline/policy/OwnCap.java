// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How often an account lets itself reach one person with marketing, whatever the law allows.
 *
 * @param most at least 1
 * @param within the window, which slides; a minute to 366 days
 */
public record OwnCap(int most, Duration within) {

  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})/(P[0-9A-Z.]+)");
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  public OwnCap {
    if (most < 1) {
      throw new IllegalArgumentException("A cap is at least 1");
    }
    if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("The window of a cap is a minute to 366 days");
    }
  }

  /**
   * Reads {@code 3/PT24H}: three within 24 hours.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static OwnCap parse(String text) {
    var written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException("A cap is written as in 3/PT24H");
    }
    return new OwnCap(Integer.parseInt(written.group(1)), PrefixLimit.duration(written.group(2)));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return most + "/" + within;
  }
}
