// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of pictures and files.
 *
 * @param keepFor how long a file is kept; an hour to ten years
 * @param copyInbound whether what comes in is copied from Twilio to us
 * @param checkUrls whether the URLs of a message to send are fetched before it is accepted, to
 *     refuse early what Twilio would refuse later; each acceptance then waits for somebody else's
 *     server. Messages that are accepted in a transaction of the host's are not looked at.
 * @param allowedPorts the ports that a URL may have
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for each further piece of an answer
 * @param fetchTimeout how long fetching may take altogether
 */
@ConfigurationProperties("trunkline.media")
record MediaProperties(
    @DefaultValue("30d") Duration keepFor,
    @DefaultValue("false") boolean copyInbound,
    @DefaultValue("false") boolean checkUrls,
    @DefaultValue({"80", "443"}) Set<Integer> allowedPorts,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout,
    @DefaultValue("30s") Duration fetchTimeout) {

  private static final Duration SHORTEST_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(3653);

  MediaProperties {
    allowedPorts = Set.copyOf(allowedPorts);
    if (keepFor.compareTo(SHORTEST_LIFE) < 0 || keepFor.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException("trunkline.media.keep-for is an hour to ten years");
    }
    if (allowedPorts.stream().anyMatch(port -> port < 1 || port > 65535)) {
      throw new IllegalArgumentException("trunkline.media.allowed-ports are 1 to 65535");
    }
    positive("connect-timeout", connectTimeout);
    positive("read-timeout", readTimeout);
    positive("fetch-timeout", fetchTimeout);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("trunkline.media." + name + " is longer than nothing");
    }
  }
}
