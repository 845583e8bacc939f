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
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/Services}: Messaging Services. */
@Seen(
    what = "Messaging Services are made, listed, changed and deleted by the account alone.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/service-resource")
final class ServicesResource {
  static final String LIST = "/v1/Services";
  static final String ONE = LIST + "/{ServiceSid}";

  /** The lists below a service, by the names of their links. */
  private static final List<Map.Entry<String, String>> LINKS =
      List.of(
          Map.entry("alpha_senders", "AlphaSenders"),
          Map.entry("channel_senders", "ChannelSenders"),
          Map.entry("destination_alpha_senders", "DestinationAlphaSenders"),
          Map.entry("messages", "Messages"),
          Map.entry("phone_numbers", "PhoneNumbers"),
          Map.entry("short_codes", "ShortCodes"),
          Map.entry("us_app_to_person", "Compliance/Usa2p"),
          Map.entry("us_app_to_person_usecases", "Compliance/Usa2p/Usecases"));

  private final MessagingServices services;

  ServicesResource(MessagingServices services) {
    this.services = services;
  }

  void addTo(Api api) {
    api.on("GET", LIST, this::list);
    api.on("POST", LIST, this::create);
    api.on("GET", LIST + "/Usecases", (caller, request) -> usecases());
    api.on("GET", ONE, (caller, request) -> answer(200, request, find(caller, request)));
    api.on("POST", ONE, this::update);
    api.on("DELETE", ONE, this::delete);
  }

  /** The service that the path names. */
  MessagingService find(Caller caller, Request request) {
    return services
        .find(caller.account(), request.variable("ServiceSid"))
        .orElseThrow(() -> Refusal.notFound(request.path()));
  }

  private Answer list(Caller caller, Request request) {
    return Page.of(request)
        .answerWithMeta(
            request,
            "services",
            services.of(caller.account()),
            null,
            (json, service) -> write(json, request, service));
  }

  private Answer create(Caller caller, Request request) {
    var settings = ServiceSettings.read(request.form());
    if (!settings.containsKey("FriendlyName")) {
      throw Refusal.badRequest(20002, "FriendlyName is required");
    }
    return answer(201, request, services.create(caller.account(), settings));
  }

  private Answer update(Caller caller, Request request) {
    var changed =
        services
            .configure(find(caller, request), ServiceSettings.read(request.form()))
            .orElseThrow(() -> Refusal.notFound(request.path()));
    return answer(200, request, changed);
  }

  private Answer delete(Caller caller, Request request) {
    services.delete(find(caller, request));
    return Answer.noContent();
  }

  private static Answer usecases() {
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeArrayPropertyStart("usecases");
              for (var usecase : ServiceSettings.USECASES) {
                json.writeStartObject();
                json.writeStringProperty("usecase", usecase);
                json.writeStringProperty("description", "Messages for " + usecase + ".");
                json.writeStringProperty("purpose", "Use the service for " + usecase + ".");
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private static Answer answer(int status, Request request, MessagingService service) {
    return Answer.json(status, Json.object(json -> write(json, request, service)));
  }

  private static void write(JsonGenerator json, Request request, MessagingService service) {
    var url = request.url(LIST + "/" + service.sid());
    json.writeStringProperty("account_sid", service.accountSid());
    json.writeBooleanProperty("area_code_geomatch", service.is("AreaCodeGeomatch"));
    json.writeStringProperty("date_created", TwilioDates.iso8601(service.created()));
    json.writeStringProperty("date_updated", TwilioDates.iso8601(service.updated()));
    json.writeStringProperty("fallback_method", service.setting("FallbackMethod"));
    json.writeBooleanProperty("fallback_to_long_code", service.is("FallbackToLongCode"));
    writeUrl(json, "fallback_url", service.setting("FallbackUrl"));
    json.writeStringProperty("friendly_name", service.setting("FriendlyName"));
    json.writeStringProperty("inbound_method", service.setting("InboundMethod"));
    writeUrl(json, "inbound_request_url", service.setting("InboundRequestUrl"));
    json.writeObjectPropertyStart("links");
    for (var link : LINKS) {
      json.writeStringProperty(link.getKey(), url + "/" + link.getValue());
    }
    json.writeEndObject();
    json.writeBooleanProperty("mms_converter", service.is("MmsConverter"));
    json.writeStringProperty("scan_message_content", service.setting("ScanMessageContent"));
    json.writeStringProperty("sid", service.sid());
    json.writeBooleanProperty("smart_encoding", service.is("SmartEncoding"));
    writeUrl(json, "status_callback", service.setting("StatusCallback"));
    json.writeBooleanProperty("sticky_sender", service.is("StickySender"));
    json.writeBooleanProperty("synchronous_validation", service.is("SynchronousValidation"));
    json.writeStringProperty("url", url);
    json.writeBooleanProperty("us_app_to_person_registered", false);
    json.writeBooleanProperty(
        "use_inbound_webhook_on_number", service.is("UseInboundWebhookOnNumber"));
    json.writeStringProperty("usecase", service.setting("Usecase"));
    json.writeNumberProperty(
        "validity_period", Integer.parseInt(service.setting("ValidityPeriod")));
  }

  private static void writeUrl(JsonGenerator json, String name, String url) {
    json.writeStringProperty(name, url.isEmpty() ? null : url);
  }
}
