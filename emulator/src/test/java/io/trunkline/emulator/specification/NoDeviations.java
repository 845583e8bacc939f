// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails the test, or the class, in which an answer deviated, whatever it made of the answer. */
public final class NoDeviations implements AfterEachCallback, AfterAllCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    check();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check();
  }

  private static void check() {
    var deviations = Tally.OF_THIS_RUN.take();
    if (!deviations.isEmpty()) {
      throw new AssertionError(String.join("\n", deviations));
    }
  }
}
