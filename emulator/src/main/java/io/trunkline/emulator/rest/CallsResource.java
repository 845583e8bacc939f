// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.call.Reports;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.world.World;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /Calls}: create, list, fetch, redirect, end, delete. */
@Seen(
    what = "Calls are ordered, listed newest first, fetched, redirected, ended and deleted.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "voice/api/call-resource")
final class CallsResource {
  private static final String LIST = Api.ACCOUNT + "/Calls.json";
  private static final String ONE = Api.ACCOUNT + "/Calls/{CallSid}.json";

  private final World world;
  private final CallRules rules;

  CallsResource(World world) {
    this.world = world;
    this.rules = new CallRules(world);
  }

  void addTo(Api api) {
    api.onAlsoWithTestCredentials("POST", LIST, this::create);
    api.on("GET", LIST, this::list);
    api.on("GET", ONE, (caller, request) -> answer(find(caller, request)));
    api.on("POST", ONE, this::update);
    api.on("DELETE", ONE, this::delete);
  }

  private EmulatedCall find(Caller caller, Request request) {
    return world
        .calls()
        .find(caller.account(), request.variable("CallSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private Answer create(Caller caller, Request request) {
    var draft = rules.check(caller.account(), request.form());
    var call =
        caller.account().isTest() ? world.calls().pretend(draft) : world.switchboard().place(draft);
    return Answer.json(201, CallJson.created(call));
  }

  private Answer list(Caller caller, Request request) {
    var page = Page.of(request);
    var filter = filter(request.query()).and(call -> isOf(caller, call));
    var found = world.calls().before(page.before("CA")).filter(filter);
    return page.answer(
        request,
        "calls",
        found::iterator,
        call -> Page.token(call.sid(), call.sequence()),
        CallJson::write);
  }

  private static boolean isOf(Caller caller, EmulatedCall call) {
    return call.account().sid().equals(caller.account().sid());
  }

  private static Predicate<EmulatedCall> filter(Parameters query) {
    return equal(query, "To", EmulatedCall::to)
        .and(equal(query, "From", EmulatedCall::from))
        .and(equal(query, "Status", call -> call.status().shown()))
        .and(equal(query, "ParentCallSid", call -> ""))
        .and(dated(query, "StartTime", call -> call.state().dialed()))
        .and(dated(query, "EndTime", call -> call.state().ended()));
  }

  private static Predicate<EmulatedCall> equal(
      Parameters query, String name, Function<EmulatedCall, String> property) {
    var wanted = query.getOrEmpty(name);
    return call -> wanted.isEmpty() || wanted.equals(property.apply(call));
  }

  private static Predicate<EmulatedCall> dated(
      Parameters query, String name, Function<EmulatedCall, @Nullable Instant> property) {
    var dates = DateFilter.of(query, name);
    return call -> {
      var date = property.apply(call);
      return dates == null || (date != null && dates.test(date));
    };
  }

  private Answer update(Caller caller, Request request) {
    var call = find(caller, request);
    var form = request.form();
    var instructions = rules.instructionsOfUpdate(form);
    var reports = rules.reports(form);
    switch (form.getOrEmpty("Status")) {
      case "" -> {}
      case "canceled" -> cancel(call);
      case "completed" -> hangUp(call);
      default -> throw Refusal.badRequest(20001, "Status can only be canceled or completed");
    }
    if (instructions != null && !world.switchboard().redirect(call, instructions)) {
      throw notInProgress();
    }
    if (!reports.url().isEmpty()) {
      call.reportTo(new Reports(reports.url(), reports.method(), call.reports().events()));
    }
    return answer(call);
  }

  @Seen(
      what = "Canceling hangs up what is queued or rings, and leaves what was answered alone.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/api/call-resource")
  private void cancel(EmulatedCall call) {
    if (!world.switchboard().cancel(call) && call.status().isFinal()) {
      throw notInProgress();
    }
  }

  private void hangUp(EmulatedCall call) {
    var switchboard = world.switchboard();
    if (!switchboard.hangUp(call) && !switchboard.cancel(call)) {
      throw notInProgress();
    }
  }

  @Seen(
      what = "A call that is not in the state that an update needs: 400, 21220.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21220")
  private static Refusal notInProgress() {
    return Refusal.badRequest(21220, "Call is not in-progress. Cannot redirect.");
  }

  private Answer delete(Caller caller, Request request) {
    var call = find(caller, request);
    if (!call.status().isFinal()) {
      throw new Refusal(409, 20009, "Cannot delete this resource before it is complete");
    }
    world.calls().delete(call);
    return Answer.noContent();
  }

  private static Answer answer(EmulatedCall call) {
    return Answer.json(200, CallJson.document(call));
  }
}
