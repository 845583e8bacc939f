// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmulatorClockTest {
  private final EmulatorClock clock = new EmulatorClock();

  @AfterEach
  void stop() {
    clock.close();
  }

  @Test
  void doesWhatBecomesDueAtItsOwnInstantAndInOrder() {
    clock.speed(0);
    var start = clock.now();
    var instants = new CopyOnWriteArrayList<Instant>();
    clock.after(Duration.ofHours(2), () -> instants.add(clock.now()));
    clock.after(
        Duration.ofHours(1),
        () -> {
          instants.add(clock.now());
          clock.after(Duration.ofMinutes(30), () -> instants.add(clock.now()));
        });
    clock.after(Duration.ofHours(4), () -> instants.add(clock.now()));

    clock.advance(Duration.ofHours(3));

    assertThat(instants)
        .containsExactly(
            start.plus(Duration.ofHours(1)),
            start.plus(Duration.ofMinutes(90)),
            start.plus(Duration.ofHours(2)));
    assertThat(clock.now()).isEqualTo(start.plus(Duration.ofHours(3)));
  }

  @Test
  void standsStillUntilItIsMoved() {
    clock.speed(0);
    var start = clock.now();
    var done = new AtomicBoolean();
    clock.after(Duration.ofNanos(1), () -> done.set(true));
    clock.advance(Duration.ZERO);

    assertThat(clock.now()).isEqualTo(start);
    assertThat(done).isFalse();
  }

  @Test
  void goesOnAtItsSpeedAfterItWasMoved() {
    clock.advance(Duration.ofDays(7));
    assertThat(clock.speed()).isEqualTo(1);
    var later = clock.now();

    await().until(() -> clock.now().isAfter(later.plusMillis(5)));
  }

  @Test
  void runsManyTimesFasterThanTheMachine() {
    var start = clock.now();
    var instants = new CopyOnWriteArrayList<Instant>();
    clock.speed(50_000);
    clock.after(Duration.ofHours(1), () -> instants.add(clock.now()));

    await().atMost(Duration.ofSeconds(5)).until(() -> !instants.isEmpty());
    assertThat(instants.getFirst()).isAfterOrEqualTo(start.plus(Duration.ofHours(1)));
  }

  @Test
  void keepsTheOrderOfWhatIsDueAtTheSameInstant() {
    clock.speed(0);
    var due = clock.now().plusSeconds(1);
    var order = new CopyOnWriteArrayList<Integer>();
    var expected = new ArrayList<Integer>();
    for (int i = 0; i < 100; i++) {
      int place = i;
      expected.add(place);
      clock.at(due, () -> order.add(place));
    }

    clock.advance(Duration.ofSeconds(1));

    assertThat(order).containsExactlyElementsOf(expected);
  }

  @Test
  void survivesTasksThatFail() {
    clock.speed(0);
    var done = new AtomicBoolean();
    clock.after(
        Duration.ofSeconds(1),
        () -> {
          throw new IllegalStateException("on purpose");
        });
    clock.after(Duration.ofSeconds(2), () -> done.set(true));

    clock.advance(Duration.ofSeconds(2));

    assertThat(done).isTrue();
  }

  @Test
  void livesOnWithSomethingPutOffForEver() {
    var done = new AtomicBoolean();
    clock.after(Duration.ofDays(200_000), () -> done.set(true));
    clock.speed(50_000);

    clock.advance(Duration.ofHours(1));
    clock.after(Duration.ofSeconds(1), () -> done.set(true));

    await().untilTrue(done);
  }

  @Test
  void refusesToGoBack() {
    for (var wrong : List.of(Duration.ofSeconds(-1), Duration.ofDays(36_600))) {
      assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(wrong));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> clock.speed(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> clock.speed(Double.NaN));
  }
}
