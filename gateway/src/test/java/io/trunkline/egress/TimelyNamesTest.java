// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

  @Test
  void asksOnceForHoweverManyWhoWaitForOneName() throws InterruptedException {
    var silent = new Silent();
    var names = in(Duration.ofSeconds(20), silent);
    var askers =
        IntStream.range(0, 200)
            .mapToObj(_ -> Thread.startVirtualThread(() -> ask(names, "slow.example")))
            .toList();
    await()
        .until(
            () -> askers.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING));

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
    for (int i = 0; i < 2 * TimelyNames.MOST_THREADS; i++) {
      var host = "slow" + i + ".example";
      assertThatThrownBy(() -> names.resolve(host))
          .isInstanceOf(UnknownHostException.class)
          .hasMessage("No name server has answered in time");
    }

    await().until(() -> silent.questions.get() == TimelyNames.MOST_THREADS);
  }

  @Test
  void answersWhateverBreaksInAResolver() {
    var names =
        in(
            Duration.ofSeconds(20),
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

  private static DnsResolver in(Duration patience, DnsResolver names) {
    return new TimelyNames(names, patience);
  }

  /** A name server that says nothing, and holds the machine's thread as a real one does. */
  private final class Silent implements DnsResolver {

    private final AtomicInteger questions = new AtomicInteger();

    @Override
    public InetAddress[] resolve(String host) {
      questions.incrementAndGet();
      return answer();
    }

    private synchronized InetAddress[] answer() {
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
