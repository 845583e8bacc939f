// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.callbacks.DueStore.Turn;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a node applies what has come in, and when it does not. */
@Timeout(30)
class CallbackWorkerTest {

  @ParameterizedTest
  @CsvSource({"1, 25", "50, 100", "125, 250", "50000, 250"})
  void restsTwiceAsLongAsItHasWorkedButOnlyForALittleWhile(long worked, long rest) {
    assertThat(CallbackWorker.rest(Duration.ofMillis(worked))).isEqualTo(Duration.ofMillis(rest));
  }

  /** Who listens may wait for somebody before it fails, each time. */
  @Test
  void appliesWhatIsFreshWhileWhatWasTriedIsTriedAgain() throws Exception {
    var triesAgain = new CountDownLatch(1);
    var isFresh = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    var worker =
        new CallbackWorker(
            turn -> {
              if (turn == Turn.AGAIN) {
                triesAgain.countDown();
                awaitIt(released);
              } else if (triesAgain.getCount() == 0) {
                isFresh.countDown();
              }
              return 0;
            });
    worker.start();
    triesAgain.await();
    worker.wake();

    isFresh.await();

    released.countDown();
    worker.stop();
    assertThat(worker.isRunning()).isFalse();
  }

  @Test
  void endsARestWhenItIsStopped() throws Exception {
    var failed = new CountDownLatch(2);
    var worker =
        new CallbackWorker(
            _ -> {
              failed.countDown();
              throw new IllegalStateException("the database is away");
            });
    worker.start();
    worker.wake();
    failed.await();
    long begun = System.nanoTime();

    worker.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(700));
  }

  private static void awaitIt(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
