// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Moves messages forward at their time and tells of each step. */
public final class Progress {
  private final EmulatorClock clock;
  private final Consumer<EmulatedMessage> witness;

  /** The witness is told after each step of each message; it must be quick. */
  public Progress(EmulatorClock clock, Consumer<EmulatedMessage> witness) {
    this.clock = clock;
    this.witness = witness;
  }

  Instant now() {
    return clock.now();
  }

  void after(Duration delay, Runnable step) {
    clock.after(delay, step);
  }

  void at(Instant due, Runnable step) {
    clock.at(due, step);
  }

  /** Whether the move was legal; if not, nothing has happened. */
  boolean move(EmulatedMessage message, MessageStatus next) {
    return move(message, next, null);
  }

  void fail(EmulatedMessage message, int errorCode) {
    move(message, MessageStatus.FAILED, errorCode);
  }

  void giveUp(EmulatedMessage message, int errorCode) {
    move(message, MessageStatus.UNDELIVERED, errorCode);
  }

  private boolean move(EmulatedMessage message, MessageStatus next, @Nullable Integer errorCode) {
    boolean moved = message.move(next, errorCode, clock.now());
    if (moved) {
      witness.accept(message);
    }
    return moved;
  }
}
