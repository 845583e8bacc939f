// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.content;

import io.trunkline.emulator.evidence.Seen;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A form that content can take; the first that WhatsApp shows is what it shows. */
@Seen(
    what = "Each content type has members that it cannot be without.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "OpenAPI twilio_content_v1")
public enum ContentType {
  WHATSAPP_AUTHENTICATION("whatsapp/authentication", false, "actions"),
  WHATSAPP_CARD("whatsapp/card", false, "body"),
  WHATSAPP_FLOWS("whatsapp/flows", false, "body", "button_text", "flow_id"),
  CAROUSEL("twilio/carousel", false, "body", "cards"),
  CARD("twilio/card", false),
  FLOWS("twilio/flows", false, "body", "button_text", "pages", "type"),
  CATALOG("twilio/catalog", false, "body"),
  SCHEDULE("twilio/schedule", false, "id", "title", "timeSlots"),
  LIST_PICKER("twilio/list-picker", false, "body", "button", "items"),
  CALL_TO_ACTION("twilio/call-to-action", false, "body", "actions"),
  QUICK_REPLY("twilio/quick-reply", false, "body", "actions"),
  LOCATION("twilio/location", false, "latitude", "longitude"),
  MEDIA("twilio/media", true, "media"),
  TEXT("twilio/text", true, "body");

  private final String wire;
  private final boolean sms;
  private final List<String> required;

  ContentType(String wire, boolean sms, String... required) {
    this.wire = wire;
    this.sms = sms;
    this.required = List.of(required);
  }

  /** The type with Twilio's name, if there is one. */
  public static Optional<ContentType> of(String wire) {
    return Stream.of(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }

  /** Twilio's name. */
  public String wire() {
    return wire;
  }

  /** The members that it cannot be without. */
  public List<String> required() {
    return required;
  }

  /** Whether it goes by SMS or MMS too, and not only by channels such as WhatsApp. */
  boolean goesBySms() {
    return sms;
  }
}
