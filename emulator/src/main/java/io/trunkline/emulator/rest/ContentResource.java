// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.content.Content;
import io.trunkline.emulator.content.Contents;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /v1/Content}: templates, and asking WhatsApp to approve them. */
@Seen(
    what = "Content is made, listed, changed by PUT, deleted, and sent to WhatsApp for approval.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "content/content-api-resources")
final class ContentResource {
  static final String LIST = "/v1/Content";
  private static final String ONE = LIST + "/{ContentSid}";
  private static final String APPROVALS = ONE + "/ApprovalRequests";
  private static final Pattern TEMPLATE_NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final List<String> CATEGORIES = List.of("UTILITY", "MARKETING", "AUTHENTICATION");

  private final Contents contents;

  ContentResource(Contents contents) {
    this.contents = contents;
  }

  void addTo(Api api) {
    api.on("POST", LIST, this::create);
    api.on("GET", ONE, (caller, request) -> answer(200, request, find(caller, request)));
    api.on("PUT", ONE, this::update);
    api.on("DELETE", ONE, this::delete);
    api.on("GET", APPROVALS, this::approval);
    api.on("POST", APPROVALS + "/whatsapp", this::submit);
  }

  private Answer create(Caller caller, Request request) {
    var draft = ContentRules.read(request, null);
    return answer(201, request, contents.create(caller.account(), draft));
  }

  private Answer update(Caller caller, Request request) {
    var content = find(caller, request);
    if (content.approval() != null) {
      throw Refusal.badRequest(92010, "What was submitted for approval cannot be changed");
    }
    var changed =
        contents
            .update(content, ContentRules.read(request, content.draft()))
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return answer(200, request, changed);
  }

  private Answer delete(Caller caller, Request request) {
    contents.delete(find(caller, request));
    return Answer.noContent();
  }

  private Answer approval(Caller caller, Request request) {
    var content = find(caller, request);
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeStringProperty("account_sid", content.accountSid());
              json.writeStringProperty("sid", content.sid());
              json.writeStringProperty(
                  "url", request.url(LIST + "/" + content.sid() + "/ApprovalRequests"));
              json.writeObjectPropertyStart("whatsapp");
              json.writeStringProperty("type", "whatsapp");
              ContentJson.writeApproval(json, content.approval());
              json.writeEndObject();
            }));
  }

  private Answer submit(Caller caller, Request request) {
    var content = find(caller, request);
    var order = ContentRules.object(request);
    var name = order.path("name").asString("");
    var category = order.path("category").asString("");
    if (!TEMPLATE_NAME.matcher(name).matches()) {
      throw Refusal.badRequest(20001, "name must be of lower-case letters, digits and underscores");
    }
    if (!CATEGORIES.contains(category)) {
      throw Refusal.badRequest(20001, "category must be one of " + CATEGORIES);
    }
    if (content.approval() != null) {
      throw Refusal.badRequest(92009, "The template has been submitted for approval already");
    }
    var approval = contents.submit(content, name, category);
    return Answer.json(201, Json.object(json -> ContentJson.writeApproval(json, approval)));
  }

  private Content find(Caller caller, Request request) {
    return contents
        .find(caller.account(), request.variable("ContentSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static Answer answer(int status, Request request, Content content) {
    return Answer.json(status, Json.object(json -> ContentJson.write(json, request, content)));
  }
}
