// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Lets other rooms out to servers of strangers, to public addresses and networks allowed. */
public final class Egress {

  /** How long a look-up may take: a resolver asks twice within that, as a rule. */
  private static final Duration LOOK_UP = Duration.ofSeconds(5);

  /** How long nobody asks again for a name of which nothing was heard. */
  private static final Duration REST = Duration.ofSeconds(30);

  private static final int MOST_LOOK_UPS = 64;
  private static final int MOST_EARLY_LOOK_UPS = 16;

  private final PublicAddresses addresses;

  /** Apart, so that whoever tries out hosts takes nothing from what is sent. */
  private final PublicAddresses early;

  Egress(DnsResolver names, List<Network> allowed) {
    this.addresses =
        new PublicAddresses(new TimelyNames(names, MOST_LOOK_UPS, LOOK_UP, REST), allowed);
    this.early =
        new PublicAddresses(new TimelyNames(names, MOST_EARLY_LOOK_UPS, LOOK_UP, REST), allowed);
  }

  /**
   * Whether a host leads nowhere that it may not lead, as far as names tell now: for an early no,
   * and no promise, since each connection is judged again. Looks the name up, which takes five
   * seconds at most.
   *
   * @param host a name or an address
   */
  public boolean mayBeReached(String host) {
    try {
      var _ = early.resolve(host);
      return true;
    } catch (RefusedAddressException e) {
      return false;
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /**
   * A way out that follows no redirect, tries nothing twice, uses no proxy, keeps no cookie,
   * credential or connection, unpacks nothing, and believes only certificates that are valid.
   *
   * @param connect how long to wait for a connection, and again for TLS
   * @param read how long to wait for each further piece of an answer
   * @param connections how many at once; who comes later waits as long as for a connection
   */
  public Outlet open(Duration connect, Duration read, int connections) {
    return new GuardedOutlet(addresses, connect, read, connections);
  }
}
