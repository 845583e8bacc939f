// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import java.util.ArrayList;
import java.util.List;

/** How many answers were checked, and what was wrong with which. */
final class Tally {
  /** That of this process: every answer of every emulator in it. */
  static final Tally OF_THIS_RUN = new Tally();

  private final List<String> untaken = new ArrayList<>();
  private long checked;
  private long deviating;

  synchronized void conforming() {
    checked++;
  }

  synchronized void deviating(String words) {
    checked++;
    deviating++;
    untaken.add(words);
  }

  /** The deviations since this was last asked. */
  synchronized List<String> take() {
    var taken = List.copyOf(untaken);
    untaken.clear();
    return taken;
  }

  @Override
  public synchronized String toString() {
    return "%d answers checked against Twilio's specification, %d deviations"
        .formatted(checked, deviating);
  }
}
