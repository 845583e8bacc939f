// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the URLs of strangers may lead.
 *
 * @param allowedNetworks our own networks that may be reached although they are not public, {@code
 *     10.1.0.0/16}: for media as well as for webhooks, and whoever has a key may make us ask there
 */
@ConfigurationProperties("trunkline.egress")
record EgressProperties(@DefaultValue List<String> allowedNetworks) {

  EgressProperties {
    allowedNetworks = List.copyOf(allowedNetworks);
    networks(allowedNetworks);
  }

  List<Network> networks() {
    return networks(allowedNetworks);
  }

  private static List<Network> networks(List<String> written) {
    try {
      return written.stream().map(Network::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trunkline.egress.allowed-networks are addresses like 10.1.0.0/16: " + e.getMessage(), e);
    }
  }
}
