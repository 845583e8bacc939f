// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.world.World;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code /Messages}: create, list, fetch, redact, cancel, delete. */
@Seen(
    what = "Messages are created, listed newest first, fetched, redacted, canceled and deleted.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/message-resource")
final class MessagesResource {
  private static final String LIST = Api.ACCOUNT + "/Messages.json";
  private static final String ONE = Api.ACCOUNT + "/Messages/{MessageSid}.json";

  private final World world;
  private final MessageRules rules;

  MessagesResource(World world) {
    this.world = world;
    this.rules = new MessageRules(world);
  }

  void addTo(Api api) {
    api.onAlsoWithTestCredentials("POST", LIST, this::create);
    api.on("GET", LIST, this::list);
    api.on("GET", ONE, (caller, request) -> answer(find(caller, request)));
    api.on("POST", ONE, this::update);
    api.on("DELETE", ONE, this::delete);
  }

  /** The message that the path names. */
  EmulatedMessage find(Caller caller, Request request) {
    return world
        .messages()
        .find(caller.account(), request.variable("MessageSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private Answer create(Caller caller, Request request) {
    var draft = rules.check(caller.account(), request.form());
    var messages = world.messages();
    var message = caller.account().isTest() ? messages.pretend(draft) : world.carrier().send(draft);
    return Answer.json(201, MessageJson.created(message));
  }

  private Answer list(Caller caller, Request request) {
    var page = Page.of(request);
    var filter = filter(request).and(m -> m.account().sid().equals(caller.account().sid()));
    var found = source(request, page).filter(filter);
    return page.answer(
        request,
        "messages",
        found::iterator,
        message -> Page.token(message.sid(), message.sequence()),
        MessageJson::write);
  }

  private Stream<EmulatedMessage> source(Request request, Page page) {
    var to = request.query().getOrEmpty("To");
    var before = page.before("SM", "MM");
    return to.isEmpty() ? world.messages().before(before) : world.messages().before(before, to);
  }

  private static Predicate<EmulatedMessage> filter(Request request) {
    Predicate<EmulatedMessage> filter = message -> true;
    var query = request.query();
    var from = query.getOrEmpty("From");
    if (!from.isEmpty()) {
      filter = filter.and(message -> message.from().equals(from));
    }
    var dates = DateFilter.of(query, "DateSent");
    if (dates != null) {
      filter = filter.and(message -> dates.test(message.listedAt()));
    }
    return filter;
  }

  private Answer update(Caller caller, Request request) {
    var message = find(caller, request);
    var form = request.form();
    var status = form.getOrEmpty("Status");
    if (!status.isEmpty()) {
      cancel(message, status);
    }
    var body = form.get("Body");
    if (body != null) {
      if (!body.isEmpty()) {
        throw Refusal.badRequest(20001, "Body can only be set to an empty text");
      }
      message.redact(world.clock().now());
    }
    return answer(message);
  }

  @Seen(
      what = "Only a message that waits for its time can be canceled.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/features/message-scheduling")
  private void cancel(EmulatedMessage message, String status) {
    if (!status.equals("canceled")) {
      throw Refusal.badRequest(20001, "Status can only be set to canceled");
    }
    if (!world.carrier().cancel(message)) {
      throw Refusal.badRequest(30409, "This message cannot be canceled");
    }
  }

  private Answer delete(Caller caller, Request request) {
    var message = find(caller, request);
    if (!message.state().status().isFinal()) {
      throw new Refusal(409, 20009, "Cannot delete this resource before it is complete");
    }
    world.messages().delete(message);
    return Answer.noContent();
  }

  private static Answer answer(EmulatedMessage message) {
    return Answer.json(200, MessageJson.document(message));
  }
}
