// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.MessagingServices;
import io.trunkline.emulator.sender.PooledSender;
import tools.jackson.core.JsonGenerator;

/** The senders of one kind in the pool of a service: add, list, fetch, remove. */
@Seen(
    what = "A sender joins one pool only, and a pool has room for 400.",
    source = Seen.Source.LIVE,
    on = "2026-11",
    at = "mozilla/fx-private-relay pull requests 2544 and 2613, issue 2709")
final class PoolResource {
  private final ServicesResource resource;
  private final MessagingServices services;
  private final PoolKind kind;

  PoolResource(ServicesResource resource, MessagingServices services, PoolKind kind) {
    this.resource = resource;
    this.services = services;
    this.kind = kind;
  }

  void addTo(Api api) {
    var list = ServicesResource.ONE + "/" + kind.path();
    var one = list + "/{SenderSid}";
    api.on("GET", list, this::list);
    api.on("POST", list, this::create);
    api.on("GET", one, this::fetch);
    api.on("DELETE", one, this::delete);
  }

  private Answer list(Caller caller, Request request) {
    var service = resource.find(caller, request);
    var country = request.query().getOrEmpty("IsoCountryCode");
    var senders =
        services.senders(service).stream()
            .filter(kind::holds)
            .filter(sender -> country.isEmpty() || sender.country().equals(country))
            .toList();
    return Page.of(request)
        .answerWithMeta(
            request,
            kind.key(),
            senders,
            null,
            (json, sender) -> write(json, request, service, sender));
  }

  private Answer create(Caller caller, Request request) {
    var service = resource.find(caller, request);
    var sender = kind.wanted(caller.account(), request.form());
    if (!sender.sendsTexts()) {
      throw Refusal.badRequest(21715, "The sender cannot send texts: " + sender.address());
    }
    return switch (services.admit(service, sender)) {
      case ADDED -> answer(201, request, service, sender);
      case PRESENT ->
          throw new Refusal(409, 21710, "The sender is already in the Messaging Service.");
      case ELSEWHERE ->
          throw new Refusal(409, 21712, "The sender is associated with another Messaging Service.");
      case FULL -> throw new Refusal(412, 21714, "Number Pool size limit reached.");
    };
  }

  private Answer fetch(Caller caller, Request request) {
    var service = resource.find(caller, request);
    return answer(200, request, service, find(service, request));
  }

  private Answer delete(Caller caller, Request request) {
    var service = resource.find(caller, request);
    services.remove(service, find(service, request));
    return Answer.noContent();
  }

  private PooledSender find(MessagingService service, Request request) {
    var sid = request.variable("SenderSid");
    return services.senders(service).stream()
        .filter(kind::holds)
        .filter(sender -> sender.sid().equals(sid))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private Answer answer(
      int status, Request request, MessagingService service, PooledSender sender) {
    return Answer.json(status, Json.object(json -> write(json, request, service, sender)));
  }

  private void write(
      JsonGenerator json, Request request, MessagingService service, PooledSender sender) {
    json.writeStringProperty("account_sid", service.accountSid());
    json.writeStringProperty("date_created", TwilioDates.iso8601(sender.joined()));
    json.writeStringProperty("date_updated", TwilioDates.iso8601(sender.joined()));
    json.writeStringProperty("sid", sender.sid());
    kind.write(json, service, sender);
    var list = ServicesResource.LIST + "/" + service.sid() + "/" + kind.path();
    json.writeStringProperty("url", request.url(list + "/" + sender.sid()));
  }
}
