// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One room for all tests of a class, and nothing in it at the beginning of each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbacksStage {

  static final String STATUS = "/twilio/things/one/status";
  static final String INBOUND = "/twilio/things/inbound";

  final CallbacksRoom room;

  private int appliedBefore;

  CallbacksStage(String... properties) {
    room = CallbacksRoom.startConfigured(properties);
  }

  @AfterAll
  final void stop() {
    room.close();
  }

  @BeforeEach
  final void startAfresh() {
    room.applied().repair();
    room.jdbc().sql("DELETE FROM trunkline.callbacks_due").update();
    room.jdbc().sql("DELETE FROM trunkline.callbacks").update();
    room.jdbc().sql("DELETE FROM effects").update();
    appliedBefore = room.applied().callbacks().size();
  }

  /** What was applied; the worker may be at it, and is waited for. */
  final List<Callback> applied() {
    room.applyDue();
    var all = room.applied().callbacks();
    return all.subList(appliedBefore, all.size());
  }

  final List<@Nullable String> states() {
    room.applyDue();
    return room.jdbc()
        .sql(
            """
            SELECT CASE WHEN parked_because IS NOT NULL THEN 'parked'
              WHEN callback_id IS NOT NULL THEN 'pending' ELSE 'applied' END
            FROM trunkline.callbacks LEFT JOIN trunkline.callbacks_due ON callback_id = id
            """)
        .query(String.class)
        .list();
  }

  /** How many were due. */
  static int applyDue(CallbackApplier node) {
    return CallbacksRoom.applyDue(node);
  }

  final long effects() {
    return room.jdbc().sql("SELECT count(*) FROM effects").query(Long.class).single();
  }
}
