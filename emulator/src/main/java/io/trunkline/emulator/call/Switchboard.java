// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import io.trunkline.emulator.carrier.Pace;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.phone.CallFate;
import io.trunkline.emulator.phone.Handsets;
import io.trunkline.emulator.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Puts calls through to phones, step by step, and ends them. */
public final class Switchboard {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int SWITCHED_OFF = 480;
  private static final int BUSY = 486;
  private static final int CALLED_OFF = 487;
  private static final int OUT_OF_ORDER = 503;

  private static final Duration BETWEEN_CALLS = Duration.ofSeconds(1);

  private final Calls calls;
  private final EmulatorClock clock;
  private final Handsets handsets;
  private final Pace pace;
  private final Map<String, Instant> free = new ConcurrentHashMap<>();
  private final Signal<EmulatedCall> steps = new Signal<>();
  private final Signal<EmulatedCall> instructed = new Signal<>();
  private final Signal<EmulatedCall> rated = new Signal<>();

  public Switchboard(Calls calls, EmulatorClock clock, Handsets handsets, Pace pace) {
    this.calls = calls;
    this.clock = clock;
    this.handsets = handsets;
    this.pace = pace;
  }

  /** Told after each step of each call. */
  public Signal<EmulatedCall> steps() {
    return steps;
  }

  /** Told of each call that was answered, or gets other instructions; somebody must follow them. */
  public Signal<EmulatedCall> instructed() {
    return instructed;
  }

  /** Told when a call has got its price. */
  public Signal<EmulatedCall> rated() {
    return rated;
  }

  /** Takes a call, and dials when it is its turn. */
  public EmulatedCall place(CallDraft draft) {
    var call = calls.add(draft);
    clock.at(turn(draft.account().sid()), () -> dial(call));
    return call;
  }

  /** Ends a call that was answered; false if it is not in progress. */
  public boolean hangUp(EmulatedCall call) {
    return end(call, CallStatus.COMPLETED, OK);
  }

  /** Calls off a call that nobody has answered yet; false if it has gone further. */
  public boolean cancel(EmulatedCall call) {
    return end(call, CallStatus.CANCELED, CALLED_OFF);
  }

  /** Lets a call in progress do something else; false if it is not in progress. */
  public boolean redirect(EmulatedCall call, Instructions instructions) {
    if (call.status() != CallStatus.IN_PROGRESS) {
      return false;
    }
    call.follow(instructions);
    instructed.tell(call);
    return true;
  }

  public void reset() {
    free.clear();
  }

  @Seen(
      what = "An account dials one call a second; more wait in its queue.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/api/call-resource")
  private Instant turn(String account) {
    var soonest = clock.now().plus(pace.queued());
    if (!pace.metered()) {
      return soonest;
    }
    var next =
        free.compute(
            account,
            (sid, turn) ->
                (turn != null && turn.isAfter(soonest) ? turn : soonest).plus(BETWEEN_CALLS));
    return next.minus(BETWEEN_CALLS);
  }

  private void dial(EmulatedCall call) {
    if (!call.account().isActive()) {
      end(call, CallStatus.FAILED, OUT_OF_ORDER);
    } else if (step(call, CallStatus.INITIATED)) {
      clock.after(pace.sending(), () -> reach(call));
    }
  }

  private void reach(EmulatedCall call) {
    var phone = handsets.at(call.to()).profile();
    if (!phone.inService()) {
      end(call, CallStatus.FAILED, NOT_FOUND);
    } else if (phone.callFate() == CallFate.FAILED) {
      end(call, CallStatus.FAILED, OUT_OF_ORDER);
    } else if (step(call, CallStatus.RINGING)) {
      var wait = pace.ringing();
      if (!phone.switchedOn()) {
        clock.after(wait, () -> end(call, CallStatus.NO_ANSWER, SWITCHED_OFF));
      } else if (phone.callFate() == CallFate.BUSY) {
        clock.after(wait, () -> end(call, CallStatus.BUSY, BUSY));
      } else {
        ring(call, phone.callFate(), wait);
      }
    }
  }

  private void ring(EmulatedCall call, CallFate fate, Duration wait) {
    var patience = call.draft().ringing();
    if (fate == CallFate.ANSWERED && wait.compareTo(patience) < 0) {
      clock.after(wait, () -> answer(call));
    } else {
      clock.after(patience, () -> end(call, CallStatus.NO_ANSWER, CALLED_OFF));
    }
  }

  private void answer(EmulatedCall call) {
    if (step(call, CallStatus.IN_PROGRESS)) {
      clock.after(call.draft().longest(), () -> hangUp(call));
      instructed.tell(call);
    }
  }

  private boolean step(EmulatedCall call, CallStatus next) {
    boolean moved = call.move(next, null, clock.now());
    if (moved) {
      steps.tell(call);
    }
    return moved;
  }

  private boolean end(EmulatedCall call, CallStatus end, int sipCode) {
    boolean ended = call.move(end, sipCode, clock.now());
    if (ended) {
      steps.tell(call);
      if (end == CallStatus.COMPLETED) {
        clock.after(pace.rating(), () -> rate(call));
      }
    }
    return ended;
  }

  private void rate(EmulatedCall call) {
    call.rate(CallTariff.of(call), clock.now());
    rated.tell(call);
  }
}
