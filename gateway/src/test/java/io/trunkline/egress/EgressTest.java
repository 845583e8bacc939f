// SPDX-License-Identifier: Apache-2.0
package io.trunkline.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.Test;

class EgressTest {

  private static final String HERE = "127.0.0.2";
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void sendsHoweverManySilentHostsSomebodyTriesOut() throws Exception {
    var end = new CountDownLatch(1);
    var questions = new AtomicInteger();
    var egress =
        new Egress(silentBut("here.example", questions, end), List.of(Network.parse(HERE)));
    try (var server = new StrangeServer(HERE, 0, StrangeServer.says("204 No Content", "", ""));
        var outlet = egress.open(LONG, LONG, 1)) {
      for (int i = 0; i < 200; i++) {
        var host = "silent" + i + ".example";
        Thread.startVirtualThread(() -> egress.mayBeReached(host));
      }
      await().until(() -> questions.get() >= 16);

      var get = new HttpGet("http://here.example:" + server.port());
      int status = outlet.ask(get, LONG, response -> response.getCode());

      assertThat(status).isEqualTo(204);
      assertThat(questions).hasValue(16);
    } finally {
      end.countDown();
    }
  }

  private static SystemDefaultDnsResolver silentBut(
      String known, AtomicInteger questions, CountDownLatch end) {
    return new SystemDefaultDnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.equals(known)) {
          return new InetAddress[] {InetAddress.ofLiteral(HERE)};
        }
        questions.incrementAndGet();
        try {
          end.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        throw new UnknownHostException(host);
      }
    };
  }
}
