// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.signal.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last callbacks, in the order their answers came; older ones are forgotten. */
public final class CallbackLog {
  /** How many are kept. */
  public static final int CAPACITY = 10_000;

  private final Deque<SentCallback> latest = new ArrayDeque<>();
  private final Signal<SentCallback> additions = new Signal<>();

  public CallbackLog() {}

  void add(SentCallback callback) {
    synchronized (this) {
      if (latest.size() == CAPACITY) {
        latest.removeFirst();
      }
      latest.addLast(callback);
    }
    additions.tell(callback);
  }

  /** Told of each callback that was added. */
  public Signal<SentCallback> additions() {
    return additions;
  }

  /** Oldest first. */
  public synchronized List<SentCallback> entries() {
    return new ArrayList<>(latest);
  }

  synchronized void clear() {
    latest.clear();
  }
}
