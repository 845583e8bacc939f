// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.policy.Policy;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is answered to whoever says STOP, START or HELP, from {@code replies.csv}. */
final class Replies {

  /** What there is to say. */
  enum About {
    OPT_OUT,
    /** The same, where something goes on beside emergencies. */
    OPT_OUT_KIND,
    /** The same, where only marketing ends. */
    OPT_OUT_MARKETING,
    OPT_IN,
    HELP;

    /** What is true of somebody for whom this ends. */
    static About ending(Set<Purpose> ends) {
      if (ends.equals(Set.of(Purpose.MARKETING))) {
        return OPT_OUT_MARKETING;
      }
      return ends.containsAll(EnumSet.complementOf(EnumSet.of(Purpose.EMERGENCY)))
          ? OPT_OUT
          : OPT_OUT_KIND;
    }
  }

  /** A confirmation that comes later is a message without consent (47 CFR 64.1200(a)(12)). */
  private static final Duration PRESUMED_FINE = Duration.ofMinutes(5);

  private final Function<AccountId, Policy> policies;
  private final ConsentProperties properties;
  private final Clock clock;
  private final Map<String, String> texts = new HashMap<>();

  /**
   * @param policies what an account calls itself
   */
  Replies(Function<AccountId, Policy> policies, ConsentProperties properties, Clock clock) {
    this.policies = policies;
    this.properties = properties;
    this.clock = clock;
    Tables.read("replies.csv", row -> texts.put(row.get(0) + "/" + row.get(1), row.get(2)));
  }

  /**
   * Confirms a wish; empty if it is too late for that.
   *
   * @param language of the word; English where there is no text in it
   */
  Optional<String> confirm(About about, String language, HeardText heard) {
    return heard.at().plus(PRESUMED_FINE).isBefore(clock.instant())
        ? Optional.empty()
        : Optional.of(say(about, language, heard.account()));
  }

  String say(About about, String language, AccountId account) {
    var key = about.name().toLowerCase(Locale.ROOT) + "/";
    var text = texts.getOrDefault(key + language, texts.get(key + "en"));
    return Objects.requireNonNull(text, key).replace("{sender}", sender(account));
  }

  private String sender(AccountId account) {
    return Objects.requireNonNullElse(
        policies.apply(account).content().senderName(), properties.senderName());
  }
}
