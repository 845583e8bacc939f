// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimelyNamesTest {

  private static final int MOST = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NOBODY = "No name server has answered in time";

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void answer() {
    end.countDown();
  }

  @Test
  void saysWhatTheNameServerSays() throws UnknownHostException {
    var names = in(PATIENCE, new FakeNames().answers("here.example", "1.1.1.1"));

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
        .hasMessage(NOBODY);
  }

  @Test
  void letsSilentNameServersOfOneDomainStopNobodyElse() throws UnknownHostException {
    var silent = new Silent();
    var names = in(PATIENCE, silent.beside("1.1.1.1"));
    var askers = new ArrayList<Thread>();
    for (int i = 0; i < 2 * MOST; i++) {
      var host = i + (i % 2 == 0 ? ".a.silent.example" : ".Silent.example.");
      askers.add(Thread.startVirtualThread(() -> ask(names, host)));
    }
    await().until(() -> askers.stream().allMatch(TimelyNamesTest::waits));

    assertThat(names.resolve("here.example")).containsExactly(InetAddress.ofLiteral("1.1.1.1"));
    assertThat(silent.questions).hasValue(MOST / TimelyNames.SHARE);
  }

  @Test
  void holdsNoThreadThatVirtualOnesShare() throws InterruptedException {
    var on = new AtomicReference<Thread>();
    var names =
        in(
            PATIENCE,
            new SystemDefaultDnsResolver() {
              @Override
              public InetAddress[] resolve(String host) {
                on.set(Thread.currentThread());
                return new InetAddress[0];
              }
            });

    Thread.startVirtualThread(() -> ask(names, "here.example")).join();

    assertThat(on.get().isVirtual()).isFalse();
  }

  @Test
  void letsWhoeverFindsNoThreadWaitForOne() throws Exception {
    var slow = new Silent();
    var names = in(PATIENCE, slow);
    var found = new AtomicInteger();
    var askers = new ArrayList<Thread>();
    for (int i = 0; i < 4 * MOST; i++) {
      var host = "slow" + i + ".example";
      askers.add(
          Thread.startVirtualThread(
              () -> {
                ask(names, host);
                found.incrementAndGet();
              }));
    }
    await().until(() -> askers.stream().allMatch(TimelyNamesTest::waits));
    assertThat(slow.questions).hasValue(MOST);

    end.countDown();

    for (var asker : askers) {
      assertThat(asker.join(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(found).hasValue(4 * MOST);
  }

  @Test
  void leavesANameAloneOfWhichItHasHeardNothing() {
    var silent = new Silent("silent.example");
    var names = new TimelyNames(silent, MOST, Duration.ofMillis(50), Duration.ofHours(1));
    assertThatThrownBy(() -> names.resolve("silent.example")).hasMessage(NOBODY);

    end.countDown();

    await()
        .during(Duration.ofMillis(300))
        .untilAsserted(
            () -> {
              assertThatThrownBy(() -> names.resolve("silent.example")).hasMessage(NOBODY);
              assertThat(silent.questions).hasValue(1);
            });
  }

  @Test
  void asksAgainAfterAWhile() {
    var silent = new Silent("silent.example");
    var names = new TimelyNames(silent, MOST, Duration.ofMillis(50), Duration.ZERO);
    assertThatThrownBy(() -> names.resolve("silent.example")).hasMessage(NOBODY);

    end.countDown();

    await()
        .untilAsserted(
            () -> {
              assertThatThrownBy(() -> names.resolve("silent.example"))
                  .isInstanceOf(UnknownHostException.class);
              assertThat(silent.questions).hasValueGreaterThan(1);
            });
  }

  @Test
  void asksOnceForHoweverManyWhoWaitForOneName() throws InterruptedException {
    var silent = new Silent();
    var names = in(PATIENCE, silent);
    var askers =
        IntStream.range(0, 200)
            .mapToObj(_ -> Thread.startVirtualThread(() -> ask(names, "slow.example")))
            .toList();
    await().until(() -> askers.stream().allMatch(TimelyNamesTest::waits));

    end.countDown();

    for (var asker : askers) {
      assertThat(asker.join(Duration.ofSeconds(10))).isTrue();
    }
    assertThat(silent.questions).hasValue(1);
    ask(names, "slow.example");
    assertThat(silent.questions).hasValue(2);
  }

  @Test
  void holdsNoMoreThreadsThanItMayHoweverManyNamesNobodyAnswers() {
    var silent = new Silent();
    var names = in(Duration.ofMillis(1), silent);
    for (int i = 0; i < 2 * MOST; i++) {
      var host = "slow" + i + ".example";
      assertThatThrownBy(() -> names.resolve(host))
          .isInstanceOf(UnknownHostException.class)
          .hasMessage(NOBODY);
    }

    await().until(() -> silent.questions.get() == MOST);
  }

  @Test
  void answersWhateverBreaksInAResolver() {
    var names =
        in(
            PATIENCE,
            new DnsResolver() {
              @Override
              public InetAddress[] resolve(String host) {
                throw new IllegalStateException("broken on purpose");
              }

              @Override
              public String resolveCanonicalHostname(String host) {
                return host;
              }
            });

    assertThatThrownBy(() -> names.resolve("here.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("here.example")
        .hasRootCauseMessage("broken on purpose");
  }

  private static void ask(DnsResolver names, String host) {
    try {
      var _ = names.resolve(host);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean waits(Thread asker) {
    return asker.getState() == Thread.State.TIMED_WAITING;
  }

  private static DnsResolver in(Duration patience, DnsResolver names) {
    return new TimelyNames(names, MOST, patience, Duration.ZERO);
  }

  /** A name server that says nothing, and holds the machine's thread as a real one does. */
  private final class Silent implements DnsResolver {

    private final AtomicInteger questions = new AtomicInteger();
    private final String unknown;

    Silent() {
      this("");
    }

    /**
     * @param unknown a name that nobody knows in the end
     */
    Silent(String unknown) {
      this.unknown = unknown;
    }

    /** Answers at once whatever is not below silent.example. */
    DnsResolver beside(String address) {
      return new SystemDefaultDnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
          return host.toLowerCase(Locale.ROOT).contains(".silent.example")
              ? Silent.this.resolve(host)
              : new InetAddress[] {InetAddress.ofLiteral(address)};
        }
      };
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      questions.incrementAndGet();
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (host.equals(unknown)) {
        throw new UnknownHostException(host);
      }
      return new InetAddress[] {InetAddress.ofLiteral("1.1.1.1")};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
