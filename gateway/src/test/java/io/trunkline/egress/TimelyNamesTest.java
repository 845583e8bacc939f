// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimelyNamesTest {

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void answer() {
    end.countDown();
  }

  @Test
  void saysWhatTheNameServerSays() throws UnknownHostException {
    var names = in(Duration.ofSeconds(20), new FakeNames().answers("here.example", "1.1.1.1"));

    assertThat(names.resolve("here.example")).containsExactly(InetAddress.ofLiteral("1.1.1.1"));
    assertThatThrownBy(() -> names.resolve("nowhere.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("nowhere.example");
  }

  @Test
  void waitsForNoNameServerLongerThanItMay() {
    var names = in(Duration.ofMillis(50), new Silent());

    assertThatThrownBy(() -> names.resolve("slow.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("No name server has answered in time");
  }

  @Test
  void letsASlowNameServerStopNobodyElse() throws InterruptedException {
    var slow = in(Duration.ofSeconds(20), new Silent());
    var quick = in(Duration.ofSeconds(20), new FakeNames().answers("here.example", "1.1.1.1"));
    var found = new CountDownLatch(1);
    for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
      Thread.startVirtualThread(() -> ask(slow, "slow.example"));
    }

    var asking =
        Thread.startVirtualThread(
            () -> {
              ask(quick, "here.example");
              found.countDown();
            });

    assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
    assertThat(found.getCount()).isZero();
  }

  private static void ask(DnsResolver names, String host) {
    try {
      var _ = names.resolve(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DnsResolver in(Duration patience, DnsResolver names) {
    return new TimelyNames(names, patience);
  }

  /** A name server that says nothing, and holds the machine's thread as a real one does. */
  private final class Silent implements DnsResolver {

    @Override
    public synchronized InetAddress[] resolve(String host) {
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new InetAddress[] {InetAddress.ofLiteral("1.1.1.1")};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
