// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up on threads of their own. A look-up takes as long as somebody's name server likes,
 * cannot be interrupted, and holds a thread of the machine: of those that virtual threads share, a
 * few slow ones would stop everything.
 */
final class TimelyNames implements DnsResolver {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("trunkline-names-", 0).factory());

  private final DnsResolver names;
  private final Duration patience;

  TimelyNames(DnsResolver names, Duration patience) {
    this.names = names;
    this.patience = patience;
  }

  /**
   * @throws UnknownHostException also if nobody has said in time who it is
   */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var asked = THREADS.submit(() -> names.resolve(host));
    try {
      return asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new UnknownHostException("No name server has answered in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("Interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
