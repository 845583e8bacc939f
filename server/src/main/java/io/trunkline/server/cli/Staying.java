// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import java.util.concurrent.CountDownLatch;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Keeps a command from ending before its server does. */
final class Staying {

  private Staying() {}

  static void untilClosed(ConfigurableApplicationContext server) throws InterruptedException {
    var closed = new CountDownLatch(1);
    server.addApplicationListener((ContextClosedEvent event) -> closed.countDown());
    if (server.isActive()) {
      closed.await();
    }
  }
}
