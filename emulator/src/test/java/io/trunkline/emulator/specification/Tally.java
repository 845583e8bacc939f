// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How many answers were checked, and what was wrong with which. */
public final class Tally {
  /** That of this process: every answer of every emulator in it. */
  public static final Tally OF_THIS_RUN = new Tally();

  private final List<String> untaken = new ArrayList<>();
  private final Set<String> done = new TreeSet<>();
  private long checked;
  private long deviating;

  synchronized void conforming() {
    checked++;
  }

  synchronized void done(String operation) {
    done.add(operation);
  }

  /** The operations, as {@link Specification.Operation#id}, done with success since last asked. */
  public synchronized Set<String> takeDone() {
    var taken = Set.copyOf(done);
    done.clear();
    return taken;
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
