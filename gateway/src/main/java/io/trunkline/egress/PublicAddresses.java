// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up and lets only public addresses pass. The client connects to exactly what it is
 * given here and looks nothing up again, so a name that changes its answer changes nothing.
 */
final class PublicAddresses implements DnsResolver {

  /**
   * Everything that is not for the public (IANA's registries of special-purpose addresses,
   * 2025-10), and the one public address where a cloud answers its own machines (Azure,
   * 168.63.129.16). Of IPv6 only 2000::/3 has been given out; what in it leads back to an IPv4
   * address (6to4, Teredo) is refused whatever that address is. Java itself turns an IPv4-mapped
   * address into the IPv4 address.
   */
  private static final List<Network> REFUSED =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "168.63.129.16",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/3",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "4000::/2",
              "8000::/1")
          .map(Network::parse)
          .toList();

  /** Both families are tried, since a machine may have one only; the next try may get others. */
  private static final int MOST_OF_A_FAMILY = 2;

  private final DnsResolver names;
  private final List<Network> allowed;

  /**
   * @param allowed networks of our own that may be reached all the same
   */
  PublicAddresses(DnsResolver names, List<Network> allowed) {
    this.names = names;
    this.allowed = List.copyOf(allowed);
  }

  /**
   * The first few of the addresses, since whoever has hundreds would have us connect to each.
   *
   * @throws RefusedAddressException if one of the addresses is not public, even if others are
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var addresses = names.resolve(host);
    for (var address : addresses) {
      if (!mayBeReached(address)) {
        throw new RefusedAddressException();
      }
    }
    var families = new HashMap<Class<?>, Integer>();
    return Arrays.stream(addresses)
        .filter(each -> families.merge(each.getClass(), 1, Integer::sum) <= MOST_OF_A_FAMILY)
        .toArray(InetAddress[]::new);
  }

  boolean mayBeReached(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address))
        || REFUSED.stream().noneMatch(network -> network.contains(address));
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
