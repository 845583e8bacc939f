// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a node remembers of endpoints. */
class EndpointsTest {

  @Test
  void missNobodyThoughSomebodyElseIsReadingThemForEver() {
    try (var maker = new WebhooksRoom("trunkline.dispatch.enabled=false");
        var node =
            new WebhooksRoom(
                maker.database,
                "trunkline.dispatch.enabled=false",
                "spring.datasource.hikari.maximum-pool-size=2")) {
      var endpoints = node.get(Endpoints.class);
      assertThat(endpoints.of(node.account())).isEmpty();
      var read = System.nanoTime();
      var made = maker.subscribe(URI.create("https://hooks.example/"));
      var old = Endpoints.MEMORY.multipliedBy(2).toNanos();
      await().until(() -> System.nanoTime() - read > old);

      var end = new CountDownLatch(1);
      var begun = new CountDownLatch(1);
      Thread.startVirtualThread(
          () ->
              node.inTransaction(
                  () -> {
                    begun.countDown();
                    pass(end);
                  }));
      pass(begun);
      node.inTransaction(
          () -> {
            // It waits for the connections that the two transactions hold.
            var reading = Thread.startVirtualThread(endpoints::lanes);
            await().until(() -> reading.getState() == Thread.State.TIMED_WAITING);
            node.happens("message.sent", "msg_1");
          });

      end.countDown();
      assertThat(node.latest(made).subject()).isEqualTo("msg_1");
    }
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
