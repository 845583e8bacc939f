// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.proxy;

import io.trunkline.emulator.evidence.Seen;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hosts that the proxy plays. */
final class TwilioHosts {
  private static final String DOMAIN = "twilio.com";

  @Seen(
      what = "Twilio's regions and the edges that lead to them",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "global-infrastructure/edge-locations")
  private static final List<String> EDGES =
      List.of(
          "ashburn",
          "dublin",
          "frankfurt",
          "roaming",
          "sao-paulo",
          "singapore",
          "sydney",
          "tokyo",
          "umatilla");

  private static final List<String> REGIONS = List.of("us1", "ie1", "au1");

  private TwilioHosts() {}

  static boolean contains(String host) {
    return host.endsWith("." + DOMAIN);
  }

  /** All of them for a certificate, in which a star stands for one label only. */
  static String alternativeNames() {
    var regional =
        REGIONS.stream()
            .flatMap(
                region ->
                    Stream.concat(Stream.of(""), EDGES.stream().map(edge -> edge + "."))
                        .map(edge -> "*." + edge + region + "." + DOMAIN));
    return Stream.concat(Stream.of("*." + DOMAIN), regional)
        .map(name -> "dns:" + name)
        .collect(Collectors.joining(","));
  }
}
