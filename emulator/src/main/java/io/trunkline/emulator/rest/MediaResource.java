// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Accounts.Caller;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.message.Media;
import tools.jackson.core.JsonGenerator;

/** {@code /Messages/{sid}/Media}: what the pictures and files of a message are, and their bytes. */
@Seen(
    what = "A message's media are listed, fetched, deleted, and had as bytes.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/media-resource")
final class MediaResource {
  private static final String BYTES = Api.ACCOUNT + "/Messages/{MessageSid}/Media/{MediaSid}";
  private static final String ONE = BYTES + ".json";
  private static final String LIST = Api.ACCOUNT + "/Messages/{MessageSid}/Media.json";

  private final MessagesResource messages;
  private final MediaBytes bytes;

  MediaResource(MessagesResource messages, MediaBytes bytes) {
    this.messages = messages;
    this.bytes = bytes;
  }

  void addTo(Api api) {
    api.on("GET", LIST, this::list);
    api.on("GET", ONE, this::fetch);
    api.on("DELETE", ONE, this::delete);
    api.on("GET", BYTES, this::download);
  }

  private Answer list(Caller caller, Request request) {
    var message = messages.find(caller, request);
    var dates = DateFilter.of(request.query(), "DateCreated");
    var found =
        message.media().stream()
            .filter(media -> dates == null || dates.test(media.created()))
            .toList();
    return Page.of(request)
        .answer(request, "media_list", found, null, (json, media) -> write(json, message, media));
  }

  private Answer fetch(Caller caller, Request request) {
    var message = messages.find(caller, request);
    var media = find(message, request);
    return Answer.json(200, Json.object(json -> write(json, message, media)));
  }

  private Answer delete(Caller caller, Request request) {
    var message = messages.find(caller, request);
    message.deleteMedia(find(message, request).sid());
    return Answer.noContent();
  }

  private Answer download(Caller caller, Request request) {
    var media = find(messages.find(caller, request), request);
    return bytes.of(media).orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static Media find(EmulatedMessage message, Request request) {
    var sid = request.variable("MediaSid");
    return message.media().stream()
        .filter(media -> media.sid().equals(sid))
        .findFirst()
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private static void write(JsonGenerator json, EmulatedMessage message, Media media) {
    var account = message.account().sid();
    var created = TwilioDates.rfc2822(media.created());
    json.writeStringProperty("account_sid", account);
    json.writeStringProperty("content_type", media.contentType());
    json.writeStringProperty("date_created", created);
    json.writeStringProperty("date_updated", created);
    json.writeStringProperty("parent_sid", message.sid());
    json.writeStringProperty("sid", media.sid());
    json.writeStringProperty(
        "uri",
        "/2010-04-01/Accounts/%s/Messages/%s/Media/%s.json"
            .formatted(account, message.sid(), media.sid()));
  }
}
