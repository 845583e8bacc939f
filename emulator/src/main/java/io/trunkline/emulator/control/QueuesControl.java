// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.carrier.SenderQueues;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Request;
import java.util.Set;

/** {@code /_emulator/senders/{address}}: how fast a sender sends, and what still waits for it. */
final class QueuesControl {
  private static final String RATE = "messages_per_second";
  private static final double SLOWEST = 0.000_001;
  private static final double FASTEST = 1_000_000;

  private final SenderQueues queues;

  QueuesControl(SenderQueues queues) {
    this.queues = queues;
  }

  Answer show(Request request) {
    var sender = request.variable("Address");
    return ControlJson.ok(
        json -> {
          json.writeStringProperty("sender", sender);
          var rate = queues.rate(sender);
          if (rate.isPresent()) {
            json.writeNumberProperty(RATE, rate.getAsDouble());
          } else {
            json.writeNullProperty(RATE);
          }
          json.writeStringProperty("wait", queues.wait(sender).toString());
          json.writeBooleanProperty("full", queues.isFull(sender));
        });
  }

  /** {@code {"messages_per_second": 1}}: of one segment each, from now on. */
  Answer change(Request request) {
    var order = ControlJson.read(request);
    ControlJson.allowOnly(order, "A sender", Set.of(RATE));
    double rate = ControlJson.number(order, RATE);
    if (rate < SLOWEST || rate > FASTEST) {
      throw new IllegalArgumentException(RATE + " is from one in a million seconds to a million");
    }
    queues.rate(request.variable("Address"), rate);
    return show(request);
  }
}
