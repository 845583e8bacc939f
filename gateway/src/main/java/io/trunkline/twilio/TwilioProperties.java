// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How we reach Twilio. The credentials are the account's: {@code trunkline.account.twilio}.
 *
 * @param baseUrl where every request goes instead of {@code https://<product>.twilio.com}; for an
 *     emulator or a proxy. The host it was meant for is in the header {@code X-Original-Host}.
 * @param region a region of Twilio's other than {@code us1}, {@code ie1}; needs its edge too
 * @param edge where Twilio is entered, {@code dublin}
 * @param connectTimeout how long to wait for a free connection, and again for a new one to stand
 * @param responseTimeout how long to wait for the answer, and for each further piece of it; a text
 *     whose answer does not come in time is neither sent nor unsent until Twilio has been asked
 * @param maxConnections how many requests may be under way at once from this node
 */
@ConfigurationProperties("trunkline.twilio")
record TwilioProperties(
    @Nullable URI baseUrl,
    @Nullable String region,
    @Nullable String edge,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("15s") Duration responseTimeout,
    @DefaultValue("128") int maxConnections) {

  TwilioProperties {
    region = blankToNull(region);
    edge = blankToNull(edge);
    if (baseUrl != null) {
      mustBeAddress(baseUrl);
    }
    if (region != null && edge == null) {
      throw new IllegalArgumentException(
          "trunkline.twilio.region needs trunkline.twilio.edge: Twilio's regions are not reached"
              + " without one");
    }
    mustBePositive("connect-timeout", connectTimeout);
    mustBePositive("response-timeout", responseTimeout);
    if (maxConnections < 1) {
      throw new IllegalArgumentException("trunkline.twilio.max-connections is at least 1");
    }
  }

  private static void mustBeAddress(URI address) {
    var scheme = address.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme))
        || address.getHost() == null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "trunkline.twilio.base-url is http:// or https://, a host, and perhaps a path");
    }
  }

  private static void mustBePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("trunkline.twilio." + name + " is longer than nothing");
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
