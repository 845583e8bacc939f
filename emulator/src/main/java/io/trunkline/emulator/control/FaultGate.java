// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.control;

import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.facts.ErrorTitles;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.ConnectionCut;
import io.trunkline.emulator.http.Handler;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.util.Map;

/** Makes requests to Twilio's paths go wrong as ordered; the emulator's own surface never does. */
public final class FaultGate implements Handler {
  static final String OWN_PATH = "/_emulator/";

  private final Handler next;
  private final Faults faults;
  private final EmulatorClock clock;

  public FaultGate(Handler next, Faults faults, EmulatorClock clock) {
    this.next = next;
    this.faults = faults;
    this.clock = clock;
  }

  @Override
  public Answer handle(Request request) {
    var path = request.path();
    var fault =
        path.startsWith(OWN_PATH) || path.equals("/")
            ? null
            : faults.forRequest(request.method(), path);
    return fault == null ? next.handle(request) : strike(fault, request);
  }

  private Answer strike(FaultRule fault, Request request) {
    return switch (fault.kind()) {
      case STATUS_BEFORE -> refusal(fault).answer();
      case STATUS_AFTER -> {
        next.handle(request);
        yield refusal(fault).answer();
      }
      case TIMEOUT_BEFORE -> {
        clock.pause(fault.delay());
        throw new ConnectionCut();
      }
      case TIMEOUT_AFTER -> {
        next.handle(request);
        clock.pause(fault.delay());
        throw new ConnectionCut();
      }
      case CUT_BEFORE -> throw new ConnectionCut();
      case CUT_AFTER -> {
        next.handle(request);
        throw new ConnectionCut();
      }
      case THROTTLE ->
          throw new Refusal(429, 20429, "Too Many Requests", Map.of("Retry-After", "1"));
      case SLOW -> {
        var answer = next.handle(request);
        clock.pause(fault.delay());
        yield answer;
      }
      case CALLBACK_LOST,
          CALLBACK_DUPLICATED,
          CALLBACK_DELAYED,
          CALLBACK_REORDERED,
          CALLBACK_WRONG_SIGNATURE,
          CALLBACK_WRONG_HOST ->
          throw new IllegalStateException(fault.kind() + " is about callbacks");
    };
  }

  /** Without a code of its own it gets that of the status: 20 and the status. */
  private static Refusal refusal(FaultRule fault) {
    int status = fault.status();
    int usual = status == 401 || status == 403 ? 20003 : 20_000 + status;
    int code = fault.code() == 0 ? usual : fault.code();
    return new Refusal(status, code, ErrorTitles.of(code));
  }
}
