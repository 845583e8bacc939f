// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import java.util.concurrent.CountDownLatch;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Keeps a command from ending before its server does. */
final class Staying {

  private Staying() {}

  /**
   * Not a lambda: Spring would give one every event, and learn from its exception that it may not.
   */
  private record Closing(CountDownLatch closed) implements ApplicationListener<ContextClosedEvent> {

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
      closed.countDown();
    }
  }

  static void untilClosed(ConfigurableApplicationContext server) throws InterruptedException {
    var closed = new CountDownLatch(1);
    server.addApplicationListener(new Closing(closed));
    if (server.isActive()) {
      closed.await();
    }
  }
}
