// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.call.CallEvent;
import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.fault.Faults;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.usage.UsageTriggers.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends callbacks. Those of one message or call go one after the other, in order, unless a fault is
 * ordered; Twilio promises no order, but usually keeps it.
 */
public final class CallbackSender implements AutoCloseable {
  private static final String WRONG_TOKEN = "00000000000000000000000000000000";
  private static final FaultRule LOST = FaultRule.of(FaultKind.CALLBACK_LOST);
  private static final WebhookAnswer KEPT_BACK =
      new WebhookAnswer(0, "", "", null, "Kept back by a fault", 0);
  private static final WebhookAnswer TOO_LATE =
      new WebhookAnswer(0, "", "", null, "Its account is gone", 0);

  private final EmulatorClock clock;
  private final Faults faults;
  private final CallbackLog log;
  private final Predicate<Account> known;
  private final WebhookClient client = new WebhookClient();
  private final Lanes lanes = new Lanes();
  private final Map<String, Overtaken> overtaken = new ConcurrentHashMap<>();

  /** Neither sends nor logs callbacks of accounts that are not known any more. */
  public CallbackSender(
      EmulatorClock clock, Faults faults, CallbackLog log, Predicate<Account> known) {
    this.clock = clock;
    this.faults = faults;
    this.log = log;
    this.known = known;
  }

  /**
   * Reports the status that the message has just now, if anybody wants to know.
   *
   * @param channelSid of the sender, if it goes by a channel; empty for none
   */
  public void report(EmulatedMessage message, String channelSid) {
    var url = message.statusCallback();
    if (url == null) {
      return;
    }
    var form = MessageForms.status(message, channelSid);
    var callback = new Callback(SentCallback.Kind.STATUS, message, "POST", url, form);
    lanes.run(message.sid(), () -> sendInTurn(callback));
  }

  /** Reports the step that the call has just taken, if anybody wants to know. */
  public void report(EmulatedCall call) {
    var reports = call.reports();
    if (CallEvent.of(call.state()).filter(reports::want).isEmpty()) {
      return;
    }
    var form = CallForms.status(call, call.nextReport(), clock.now());
    var callback =
        new Callback(
            SentCallback.Kind.CALL_STATUS,
            call.account(),
            call.sid(),
            reports.method(),
            reports.url(),
            form);
    lanes.run(call.sid(), () -> sendInTurn(callback));
  }

  /**
   * Tells that a usage trigger has fired.
   *
   * @param accountUrl the address of the account
   */
  public void report(Firing firing, Account account, String accountUrl) {
    var trigger = firing.trigger();
    var form = UsageForms.fired(firing, accountUrl);
    var method = trigger.callbackMethod();
    var url = trigger.callbackUrl();
    var callback = new Callback(SentCallback.Kind.USAGE, account, trigger.sid(), method, url, form);
    lanes.run(trigger.sid(), () -> sendInTurn(callback));
  }

  /** Runs the work after all earlier work with the same key. */
  void inTurn(String key, Runnable work) {
    lanes.run(key, work);
  }

  /** Sends now and waits for the answer. */
  WebhookAnswer ask(Callback callback) {
    var fault = faultFor(callback);
    if (is(fault, FaultKind.CALLBACK_LOST)) {
      return keepBack(callback);
    }
    if (fault != null
        && (is(fault, FaultKind.CALLBACK_DELAYED) || is(fault, FaultKind.CALLBACK_REORDERED))) {
      clock.pause(fault.delay());
    }
    return send(callback, fault);
  }

  /** Drops what waits and forgets what was sent. */
  public void reset() {
    lanes.clear();
    overtaken.clear();
    log.clear();
  }

  @Override
  public void close() {
    lanes.clear();
    client.close();
  }

  private void sendInTurn(Callback callback) {
    var sid = callback.about();
    var fault = faultFor(callback);
    if (fault != null && is(fault, FaultKind.CALLBACK_REORDERED)) {
      var earlier = overtaken.put(sid, new Overtaken(callback, fault));
      clock.after(fault.delay(), () -> Thread.startVirtualThread(() -> release(sid)));
      if (earlier != null) {
        send(earlier.callback, earlier.fault);
      }
      return;
    }
    if (fault != null && is(fault, FaultKind.CALLBACK_DELAYED)) {
      clock.after(fault.delay(), () -> Thread.startVirtualThread(() -> send(callback, fault)));
    } else if (is(fault, FaultKind.CALLBACK_LOST)) {
      keepBack(callback);
    } else {
      send(callback, fault);
    }
    release(sid);
  }

  /** Sends the callback that waited to be overtaken, if there is one. */
  private void release(String sid) {
    var late = overtaken.remove(sid);
    if (late != null) {
      send(late.callback, late.fault);
    }
  }

  private WebhookAnswer send(Callback callback, @Nullable FaultRule fault) {
    if (!known.test(callback.account())) {
      return TOO_LATE;
    }
    var token =
        is(fault, FaultKind.CALLBACK_WRONG_SIGNATURE)
            ? WRONG_TOKEN
            : callback.account().authToken();
    var request =
        SignedRequest.sign(
            token,
            callback.method(),
            callback.url(),
            callback.form(),
            UUID.randomUUID().toString(),
            is(fault, FaultKind.CALLBACK_WRONG_HOST)
                ? SignedRequest::atAnotherHost
                : UnaryOperator.identity());
    if (is(fault, FaultKind.CALLBACK_DUPLICATED)) {
      exchange(callback, request, fault);
    }
    return exchange(callback, request, fault);
  }

  private WebhookAnswer exchange(
      Callback callback, SignedRequest request, @Nullable FaultRule fault) {
    var at = clock.now();
    long start = System.nanoTime();
    var answer = client.send(request);
    var took = Duration.ofNanos(System.nanoTime() - start);
    if (known.test(callback.account())) {
      record(callback, request, answer, at, took, fault);
    }
    return answer;
  }

  private WebhookAnswer keepBack(Callback callback) {
    record(callback, null, KEPT_BACK, clock.now(), Duration.ZERO, LOST);
    return KEPT_BACK;
  }

  private void record(
      Callback callback,
      @Nullable SignedRequest request,
      WebhookAnswer answer,
      Instant at,
      Duration took,
      @Nullable FaultRule fault) {
    log.add(
        new SentCallback(
            at,
            callback.kind(),
            callback.about(),
            callback.method(),
            request == null ? callback.url() : request.url(),
            callback.form().parameters(),
            request == null ? "" : request.signature(),
            request == null ? "" : request.idempotencyToken(),
            answer,
            took,
            fault == null ? null : fault.kind()));
  }

  private @Nullable FaultRule faultFor(Callback callback) {
    return faults.forCallback(callback.method(), SignedRequest.pathOf(callback.url()));
  }

  private static boolean is(@Nullable FaultRule fault, FaultKind kind) {
    return fault != null && fault.kind() == kind;
  }

  private record Overtaken(Callback callback, FaultRule fault) {}
}
