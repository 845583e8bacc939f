// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a run how much was checked. */
public final class AnswerCount implements TestExecutionListener {
  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    System.out.println(Tally.OF_THIS_RUN);
  }
}
