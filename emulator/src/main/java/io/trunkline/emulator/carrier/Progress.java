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
  private final Consumer<EmulatedMessage> meter;

  /**
   * Tells of messages, by calls that must be quick.
   *
   * @param witness is told after each step of each message
   * @param meter is told when a message has got its price
   */
  public Progress(
      EmulatorClock clock, Consumer<EmulatedMessage> witness, Consumer<EmulatedMessage> meter) {
    this.clock = clock;
    this.witness = witness;
    this.meter = meter;
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

  void rate(EmulatedMessage message, String price) {
    message.rate(price, clock.now());
    meter.accept(message);
  }

  private boolean move(EmulatedMessage message, MessageStatus next, @Nullable Integer errorCode) {
    boolean moved = message.move(next, errorCode, clock.now());
    if (moved) {
      witness.accept(message);
    }
    return moved;
  }
}
