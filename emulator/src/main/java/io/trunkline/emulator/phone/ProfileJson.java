// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import static java.util.Map.entry;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A phone's profile as JSON; what is left out stays as it is. */
public final class ProfileJson {
  private static final int UNREACHABLE = 30003;
  private static final int FILTERED = 30007;
  private static final int UNKNOWN_ERROR = 30008;
  private static final String ERROR_CODE = "error_code";

  private static final Map<String, Change> CHANGES =
      new TreeMap<>(
          Map.ofEntries(
              entry("fate", (profile, all) -> profile.withFate(fate(all))),
              entry(ERROR_CODE, (profile, all) -> profile),
              entry(
                  "call_fate",
                  (profile, all) -> profile.withCallFate(CallFate.ofWire(text(all, "call_fate")))),
              entry(
                  "switched_on",
                  (profile, all) -> profile.withSwitchedOn(flag(all, "switched_on"))),
              entry("in_service", (profile, all) -> profile.withInService(flag(all, "in_service"))),
              entry("line", (profile, all) -> profile.withLine(LineType.ofWire(text(all, "line")))),
              entry("carrier", (profile, all) -> profile.withCarrier(text(all, "carrier"))),
              entry("whatsapp", (profile, all) -> profile.withWhatsApp(flag(all, "whatsapp"))),
              entry("rcs", (profile, all) -> profile.withRcs(flag(all, "rcs"))),
              entry("reads", (profile, all) -> profile.withReads(flag(all, "reads"))),
              entry("delay", (profile, all) -> profile.withDelay(delay(all.path("delay"))))));

  private ProfileJson() {}

  private interface Change {
    Profile apply(Profile profile, JsonNode all);
  }

  /** The names of everything that can be said about a phone. */
  public static Set<String> members() {
    return new TreeSet<>(CHANGES.keySet());
  }

  /**
   * The profile with what the object says about it; other members are not looked at.
   *
   * @throws IllegalArgumentException if something in it cannot be meant
   */
  public static Profile change(Profile profile, JsonNode object) {
    if (object.has(ERROR_CODE) && !object.has("fate")) {
      throw new IllegalArgumentException("error_code says why only together with fate");
    }
    var changed = profile;
    for (var change : CHANGES.entrySet()) {
      if (object.has(change.getKey())) {
        changed = change.getValue().apply(changed, object);
      }
    }
    return changed;
  }

  /** Everything about the phone, under the names that {@link #change} reads. */
  public static void write(JsonGenerator json, Profile profile) {
    var fate = profile.fate();
    var errorCode = fate.errorCode();
    json.writeStringProperty("fate", fate.outcome().name().toLowerCase(Locale.ROOT));
    if (errorCode != null) {
      json.writeNumberProperty(ERROR_CODE, errorCode);
    }
    json.writeStringProperty("call_fate", profile.callFate().wire());
    json.writeBooleanProperty("switched_on", profile.switchedOn());
    json.writeBooleanProperty("in_service", profile.inService());
    json.writeStringProperty("line", profile.line().wire());
    json.writeStringProperty("carrier", profile.carrier());
    json.writeBooleanProperty("whatsapp", profile.onWhatsApp());
    json.writeBooleanProperty("rcs", profile.onRcs());
    json.writeBooleanProperty("reads", profile.reads());
    json.writeObjectPropertyStart("delay");
    json.writeStringProperty("least", profile.delay().least().toString());
    json.writeStringProperty("most", profile.delay().most().toString());
    json.writeEndObject();
  }

  private static Fate fate(JsonNode object) {
    var errorCode = object.path(ERROR_CODE);
    if (!errorCode.isMissingNode() && !errorCode.isInt()) {
      throw new IllegalArgumentException("error_code must be a number");
    }
    return switch (text(object, "fate")) {
      case "delivered" -> Fate.DELIVERED;
      case "no_receipt" -> Fate.NO_RECEIPT;
      case "undelivered" -> Fate.undelivered(errorCode.asInt(UNREACHABLE));
      case "filtered" -> Fate.undelivered(errorCode.asInt(FILTERED));
      case "failed" -> Fate.failed(errorCode.asInt(UNKNOWN_ERROR));
      case String other ->
          throw new IllegalArgumentException(
              "There is no fate "
                  + other
                  + ", only filtered and "
                  + Arrays.toString(Fate.Outcome.values()).toLowerCase(Locale.ROOT));
    };
  }

  /** A duration, or the least and the most. */
  private static Delay delay(JsonNode delay) {
    return delay.isObject()
        ? new Delay(duration(text(delay, "least")), duration(text(delay, "most")))
        : Delay.always(duration(delay.asString("")));
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          "delay must be an ISO 8601 duration such as PT2S, or {\"least\": …, \"most\": …}",
          malformed);
    }
  }

  private static String text(JsonNode object, String member) {
    var value = object.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException(member + " must be a string");
    }
    return value.stringValue();
  }

  private static boolean flag(JsonNode object, String member) {
    var value = object.path(member);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(member + " must be true or false");
    }
    return value.booleanValue();
  }
}
