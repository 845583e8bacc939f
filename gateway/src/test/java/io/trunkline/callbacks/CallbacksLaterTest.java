// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of callbacks that could not be applied at once. */
class CallbacksLaterTest extends CallbacksStage {

  @Test
  void answersAndKeepsWhatCannotBeApplied() {
    room.applied().breakDown();

    assertThat(SignedCall.to(STATUS, "A", "1").send(room).statusCode()).isEqualTo(204);
    assertThat(SignedCall.to(INBOUND, "A", "1").send(room).body()).endsWith("<Response/>");

    assertThat(states()).containsExactly("pending", "pending");
    assertThat(effects()).isZero();
    assertThat(
            room.jdbc()
                .sql("SELECT DISTINCT failure FROM trunkline.callbacks_due")
                .query(String.class)
                .single())
        .isEqualTo("IllegalStateException: broken on purpose");
  }

  @Test
  void appliesWhatWasKeptOnceItCanBe() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("pending");
    room.applied().repair();

    room.clock().move(CallbackPatience.FIRST_PAUSE);

    assertThat(states()).containsExactly("applied");
    assertThat(effects()).isEqualTo(1);
    assertThat(applied().getLast().pathVariable("id")).isEqualTo("one");
    assertThat(applied().getLast().id()).isEqualTo(applied().getFirst().id());
  }

  @Test
  void parksWhatCannotBeAppliedForHours() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "A", "1").send(room);

    for (int i = 0; i < 2 * CallbackPatience.MAX_ATTEMPTS; i++) {
      room.applyDue();
      room.clock().move(CallbackPatience.LONGEST_PAUSE);
    }

    assertThat(states()).containsExactly("parked");
    assertThat(applied()).hasSize(CallbackPatience.MAX_ATTEMPTS);
    assertThat(effects()).isZero();
  }

  @Test
  void parksAtOnceWhatCanNeverBeRead() {
    SignedCall.to(STATUS, "Unreadable", "1").send(room);
    SignedCall.to(STATUS, "Hopeless", "1").send(room);

    assertThat(states()).containsExactly("parked", "parked");
    assertThat(
            room.jdbc()
                .sql("SELECT parked_because FROM trunkline.callbacks ORDER BY id")
                .query(String.class)
                .list())
        .containsExactly("IllegalArgumentException: unreadable", "never");
  }

  @Test
  void waitsForWhatIsNotKnownYetWithoutHoldingUpTheRest() {
    room.applied().breakDown();
    SignedCall.to(STATUS, "NotYet", "1").send(room);
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("pending", "pending");

    room.applied().repair();
    room.clock().move(CallbackPatience.FIRST_PAUSE);
    assertThat(states()).containsExactlyInAnyOrder("pending", "applied");

    room.applied().learn();
    room.clock().move(CallbackPatience.LONGEST_PAUSE);
    assertThat(states()).containsExactly("applied", "applied");
  }

  @Test
  void givesUpWhatNobodyGetsToKnow() {
    room.applied().forgetAll();
    SignedCall.to(STATUS, "NotYet", "1").send(room);

    for (int i = 0; i < CallbackPatience.MOST_WAITS - 1; i++) {
      assertThat(states()).containsExactly("pending");
      room.clock().move(CallbackPatience.pause(i + 1));
    }

    assertThat(states()).containsExactly("parked");
  }

  @Test
  void goesOnWhenTheClockIsSetBack() {
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("applied");

    room.clock().move(Duration.ofMinutes(-10));
    SignedCall.to(STATUS, "B", "1").send(room);

    assertThat(states()).containsExactly("applied", "applied");
  }

  @Test
  void takesUpWhatADeadNodeHasLeft() {
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("applied");
    room.jdbc()
        .sql(
            """
            INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
            SELECT id, received_at, 0 FROM trunkline.callbacks
            """)
        .update();

    assertThat(states()).containsExactly("applied");
    assertThat(applied()).hasSize(2);
  }

  @Test
  void keepsWhatNobodyAppliesAnyMore() {
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactly("applied");
    room.jdbc()
        .sql(
            """
            WITH gone AS (
              UPDATE trunkline.callbacks SET kind = 'gone' RETURNING id, received_at)
            INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)
            SELECT id, received_at, 0 FROM gone
            """)
        .update();

    assertThat(states()).containsExactly("pending");
    assertThat(applied()).hasSize(1);
  }

  @Test
  void triesEverLessOften() {
    assertThat(CallbackPatience.pause(1)).isEqualTo(Duration.ofSeconds(2));
    assertThat(CallbackPatience.pause(2)).isEqualTo(Duration.ofSeconds(4));
    assertThat(CallbackPatience.pause(12)).isEqualTo(Duration.ofHours(1));
    assertThat(CallbackPatience.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void forgetsWhatCameLongAgoAndIsNotDue() {
    SignedCall.to(STATUS, "Unreadable", "1").send(room);
    SignedCall.to(STATUS, "A", "1").send(room);
    assertThat(states()).containsExactlyInAnyOrder("parked", "applied");
    room.applied().breakDown();
    SignedCall.to(STATUS, "B", "1").send(room);
    assertThat(states()).hasSize(3);
    var store = room.get(CallbackStore.class);

    assertThat(store.forget(room.clock().instant(), 10)).isZero();
    assertThat(store.forget(room.clock().instant().plusMillis(1), 10)).isEqualTo(2);
    assertThat(states()).containsExactly("pending");
  }
}
