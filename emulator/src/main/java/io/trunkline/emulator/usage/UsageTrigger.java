// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Calls a URL when an account has used so much.
 *
 * @param value from which amount on it fires
 * @param fired when it last did, null if never
 */
public record UsageTrigger(
    String sid,
    String accountSid,
    UsageCategory category,
    By by,
    BigDecimal value,
    Recurring recurring,
    String friendlyName,
    String callbackUrl,
    String callbackMethod,
    Instant created,
    Instant updated,
    @Nullable Instant fired) {
  /** What is compared with the value. */
  public enum By {
    COUNT,
    USAGE,
    PRICE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is counted, and how often it may fire. */
  public enum Recurring {
    DAILY,
    MONTHLY,
    YEARLY,
    /** Everything ever; it fires once. */
    ALLTIME;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  UsageTrigger changed(String name, String url, String method, Instant now) {
    return new UsageTrigger(
        sid, accountSid, category, by, value, recurring, name, url, method, created, now, fired);
  }

  UsageTrigger firedAt(Instant now) {
    return new UsageTrigger(
        sid,
        accountSid,
        category,
        by,
        value,
        recurring,
        friendlyName,
        callbackUrl,
        callbackMethod,
        created,
        updated,
        now);
  }
}
