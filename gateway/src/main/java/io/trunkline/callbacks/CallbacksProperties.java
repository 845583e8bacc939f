// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Twilio reaches us.
 *
 * @param publicUrl the address under which Twilio reaches this server, with the prefix of the path
 *     if a proxy takes one away: {@code https://sms.example.com}. Callbacks are judged against it;
 *     without it none is asked for and none is accepted.
 * @param keep how long a callback is kept as it came, with numbers and words; a day to ten years.
 *     What is still to be applied stays longer.
 */
@ConfigurationProperties("trunkline.callbacks")
record CallbacksProperties(@Nullable URI publicUrl, @DefaultValue("30d") Duration keep) {

  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final Duration LONGEST = Duration.ofDays(3653);

  CallbacksProperties {
    if (keep.compareTo(SHORTEST) < 0 || keep.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("trunkline.callbacks.keep is a day to ten years");
    }
    if (publicUrl != null) {
      var scheme = publicUrl.getScheme();
      if (!("http".equals(scheme) || "https".equals(scheme))
          || publicUrl.getHost() == null
          || publicUrl.getRawQuery() != null
          || publicUrl.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "trunkline.callbacks.public-url is http:// or https://, a host, and perhaps a path");
      }
      // Twilio refuses such a host as a status callback, each time a text is sent.
      if (publicUrl.getHost().contains("_")) {
        throw new IllegalArgumentException(
            "trunkline.callbacks.public-url has an underscore in its host, which Twilio refuses");
      }
    }
  }
}
