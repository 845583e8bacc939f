// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes();
  private final List<String> begun = new CopyOnWriteArrayList<>();

  @Test
  void leavesNewWorkToItsOwnLaneWhenOldWorkEndsAfterTheyWereCleared() {
    var old = new CountDownLatch(1);
    var first = new CountDownLatch(1);
    run("old", old);
    lanes.clear();
    run("first", first);
    run("second", new CountDownLatch(0));

    old.countDown();

    await().during(Duration.ofMillis(200)).until(() -> !begun.contains("second"));
    first.countDown();
    await().untilAsserted(() -> assertThat(begun).containsExactly("old", "first", "second"));
  }

  /** Work that has begun, if it is the first, and ends with the latch. */
  private void run(String name, CountDownLatch end) {
    lanes.run(
        "lane",
        () -> {
          begun.add(name);
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    await().until(() -> name.equals("second") || begun.contains(name));
  }
}
