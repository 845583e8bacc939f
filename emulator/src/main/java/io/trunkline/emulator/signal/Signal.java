// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.signal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What somebody may listen to. While nobody does, telling costs next to nothing.
 *
 * <p>Listeners are called by the thread that tells, in the middle of its work: they must be quick
 * and must not throw.
 */
public final class Signal<T> {
  private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();

  public Signal() {}

  /** Calls the listener from now on, for as long as this lives. */
  public void listen(Consumer<T> listener) {
    listeners.add(listener);
  }

  public void tell(T news) {
    for (var listener : listeners) {
      listener.accept(news);
    }
  }
}
