// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How Twilio reaches us.
 *
 * @param publicUrl the address under which Twilio reaches this server, with the prefix of the path
 *     if a proxy takes one away: {@code https://sms.example.com}. Callbacks are judged against it;
 *     without it none is asked for and none is accepted.
 */
@ConfigurationProperties("trunkline.callbacks")
record CallbacksProperties(@Nullable URI publicUrl) {

  CallbacksProperties {
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
