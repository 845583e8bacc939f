// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** {@code /_emulator/clock}: what time it is, how fast it passes, and moving it forward. */
final class ClockControl {
  private static final Set<String> MEMBERS = Set.of("advance", "speed");

  private final EmulatorClock clock;

  ClockControl(EmulatorClock clock) {
    this.clock = clock;
  }

  Answer show(Request request) {
    return ControlJson.ok(json -> write(json, clock));
  }

  /**
   * {@code {"speed": 0, "advance": "PT36H"}}, at least one of them; the speed is set first. Answers
   * when everything that became due has been done.
   */
  Answer set(Request request) {
    var order = ControlJson.read(request);
    ControlJson.allowOnly(order, "A clock", MEMBERS);
    var advance = ControlJson.duration(order, "advance");
    if (advance == null && !order.has("speed")) {
      throw new IllegalArgumentException("Say speed or advance, or both");
    }
    if (order.has("speed")) {
      clock.speed(ControlJson.number(order, "speed"));
    }
    if (advance != null) {
      clock.advance(advance);
    }
    return show(request);
  }

  static void write(JsonGenerator json, EmulatorClock clock) {
    json.writeStringProperty("now", clock.now().toString());
    json.writeNumberProperty("speed", clock.speed());
  }
}
