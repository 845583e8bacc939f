// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Until a program has done what it was given. */
final class Waiting {
  private static final int MILLISECONDS_BETWEEN = 100;

  private Waiting() {}

  /** Something that is so or not yet. */
  interface Question {
    boolean isSo() throws IOException, InterruptedException;
  }

  static void until(Duration patience, Question question, String what)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!question.isSo()) {
      if (System.nanoTime() - begun > patience.toNanos()) {
        throw new IllegalStateException("Within " + patience + " nobody " + what);
      }
      TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN);
    }
  }
}
