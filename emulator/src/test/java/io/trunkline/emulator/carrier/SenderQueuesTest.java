// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.clock.EmulatorClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderQueuesTest {
  private static final String LONG_CODE = "+14155550100";

  private final EmulatorClock clock = new EmulatorClock();
  private final SenderQueues queues = new SenderQueues(clock, true);

  @BeforeEach
  void stand() {
    clock.speed(0);
  }

  @AfterEach
  void close() {
    clock.close();
  }

  @ParameterizedTest
  @CsvSource({
    "+14155550100, 1",
    "+18885550100, 3",
    "24680, 100",
    "Trunkline, 10",
    "+4915112345678, 10",
    "whatsapp:+14155238886, 80"
  })
  void sendsAsFastAsItsKind(String sender, double rate) {
    assertThat(queues.rate(sender)).hasValue(rate);
  }

  @Test
  void holdsNobodyToARateUnlessMetered() {
    var unmetered = new SenderQueues(clock, false);
    unmetered.rate("+18885550100", 2);

    assertThat(unmetered.rate(LONG_CODE)).isEmpty();
    assertThat(unmetered.rate("+18885550100")).hasValue(2);
  }

  @Test
  void letsSegmentsGoOneAfterTheOther() {
    var now = clock.now();

    assertThat(turn(3)).isEqualTo(now);
    assertThat(turn(1)).isEqualTo(now.plusSeconds(3));
    clock.advance(Duration.ofSeconds(10));
    assertThat(turn(1)).isEqualTo(now.plusSeconds(10));
  }

  @Test
  void isFullWhenTheLastWouldWaitTenHours() {
    turn(35_999);
    assertThat(queues.isFull(LONG_CODE)).isFalse();
    turn(1);
    assertThat(queues.isFull(LONG_CODE)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(queues.isFull(LONG_CODE)).isFalse();
  }

  @Test
  void givesATurnThatComesTooLateToTheNext() {
    turn(100);
    var now = clock.now();

    assertThat(queues.turn(LONG_CODE, 50, now.plusSeconds(99))).isEqualTo(now.plusSeconds(100));
    assertThat(turn(1)).isEqualTo(now.plusSeconds(100));
  }

  @Test
  void refusesARateThatNeverSends() {
    assertThatThrownBy(() -> queues.rate(LONG_CODE, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Instant turn(int segments) {
    return queues.turn(LONG_CODE, segments, Instant.MAX);
  }
}
