// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.number.MobileNetworks;
import io.trunkline.emulator.number.MobileNetworks.MobileNetwork;
import io.trunkline.emulator.number.ParsedNumber;
import io.trunkline.emulator.phone.Handset;
import io.trunkline.emulator.phone.LineType;
import io.trunkline.emulator.phone.Profile;
import io.trunkline.emulator.seed.Mixing;
import io.trunkline.emulator.world.World;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * What Lookup knows of a valid number: what was said about its phone if somebody said anything,
 * else something plausible that is always the same for the number.
 */
@Seen(
    what = "A package that is not asked for is null; one that fails has an error_code.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "lookup/v2-api")
final class LookupPackages {
  private static final int OUT_OF_COVERAGE = 60600;
  private static final int NOT_ENABLED = 60606;
  private static final int UNSUPPORTED_COUNTRY = 60607;
  private static final int MISSING = 60617;
  private static final int MALFORMED = 60618;
  private static final int RISKY = 75;
  private static final int HARMLESS = 60;
  private static final String TWILIO = "Twilio - SMS/MMS-SVR";
  private static final List<String> FIRST_NAMES = List.of("ANNA", "BEN", "CARLA", "DAVID", "EMMA");
  private static final List<String> LAST_NAMES =
      List.of("BAKER", "COOK", "FISHER", "SMITH", "WEAVER");

  private final World world;

  LookupPackages(World world) {
    this.world = world;
  }

  /** Who runs a number's line, and of which type it is. */
  record Line(
      LineType type, @Nullable String carrier, @Nullable String mcc, @Nullable String mnc) {}

  Line line(ParsedNumber number) {
    if (world.numbers().find(number.e164()).isPresent()) {
      return new Line(LineType.NON_FIXED_VOIP, TWILIO, null, null);
    }
    var profile = profile(number);
    var type = profile.map(Profile::line).orElseGet(() -> planned(number));
    var named = profile.map(Profile::carrier).filter(name -> !name.isEmpty());
    var networks = MobileNetworks.of(String.valueOf(number.iso()));
    var network =
        networks.stream()
            .filter(known -> named.map(known.name()::equals).orElse(true))
            .skip(named.isPresent() ? 0 : luck(number, Math.max(1, networks.size())))
            .findFirst();
    var carrier = named.or(() -> network.map(MobileNetwork::name)).orElse(null);
    return type == LineType.MOBILE
        ? new Line(
            type,
            carrier,
            network.map(MobileNetwork::mcc).orElse(null),
            network.map(MobileNetwork::mnc).orElse(null))
        : new Line(type, carrier, null, null);
  }

  /** Writes a package by its name, of which {@link LookupsResource} knows those that exist. */
  void write(JsonGenerator json, String name, ParsedNumber number, String lastVerified) {
    json.writeObjectPropertyStart(name);
    switch (name) {
      case "line_type_intelligence" -> writeLine(json, number);
      case "sms_pumping_risk" -> writeRisk(json, number);
      case "caller_name" -> writeCallerName(json, number);
      case "line_status" -> writeStatus(json, number);
      case "reassigned_number" -> writeReassigned(json, number, lastVerified);
      default -> writeNotEnabled(json, name);
    }
    json.writeEndObject();
  }

  private void writeLine(JsonGenerator json, ParsedNumber number) {
    var line = line(number);
    json.writeStringProperty("mobile_country_code", line.mcc());
    json.writeStringProperty("mobile_network_code", line.mnc());
    json.writeStringProperty("carrier_name", line.carrier());
    json.writeStringProperty("type", line.type().wire());
    json.writeNullProperty("error_code");
  }

  @Seen(
      what = "Numbers of the United States only; yes, if its owner has lost it since that date.",
      source = Seen.Source.DOCS,
      on = "2026-03",
      at = "lookup/v2-api/reassigned-number")
  private void writeReassigned(JsonGenerator json, ParsedNumber number, String lastVerified) {
    var day = day(lastVerified);
    var american = "US".equals(number.iso());
    json.writeStringProperty("last_verified_date", day.map(LocalDate::toString).orElse(null));
    if (american && day.isPresent()) {
      var lost = world.deactivations().since(day.get(), number.e164());
      json.writeStringProperty("is_number_reassigned", lost ? "yes" : "no");
      json.writeNullProperty("error_code");
    } else {
      int code = !american ? UNSUPPORTED_COUNTRY : lastVerified.isEmpty() ? MISSING : MALFORMED;
      json.writeNullProperty("is_number_reassigned");
      json.writeStringProperty("error_code", Integer.toString(code));
    }
  }

  private static Optional<LocalDate> day(String basic) {
    try {
      return Optional.of(LocalDate.parse(basic, DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static void writeRisk(JsonGenerator json, ParsedNumber number) {
    int score = luck(number, 101);
    json.writeStringProperty(
        "carrier_risk_category", score < HARMLESS ? "low" : score < RISKY ? "moderate" : "high");
    json.writeBooleanProperty("number_blocked", false);
    json.writeNullProperty("number_blocked_date");
    json.writeBooleanProperty("number_blocked_last_3_months", false);
    json.writeNumberProperty("sms_pumping_risk_score", score);
    json.writeNullProperty("error_code");
  }

  /** Names are known in the United States only. */
  static void writeCallerName(JsonGenerator json, ParsedNumber number) {
    boolean known = "US".equals(number.iso());
    var name =
        FIRST_NAMES.get(luck(number, FIRST_NAMES.size()))
            + " "
            + LAST_NAMES.get(luck(number, LAST_NAMES.size()));
    json.writeStringProperty("caller_name", known ? name : null);
    json.writeStringProperty("caller_type", known ? "CONSUMER" : null);
    writeCode(json, known ? null : OUT_OF_COVERAGE);
  }

  private void writeStatus(JsonGenerator json, ParsedNumber number) {
    var profile = profile(number).orElse(Profile.USUAL);
    var reachable = profile.switchedOn() ? "reachable" : "unreachable";
    json.writeStringProperty("status", profile.inService() ? reachable : "inactive");
    json.writeNullProperty("error_code");
  }

  /** Twilio enables these for each account by hand, and for none here. */
  private static void writeNotEnabled(JsonGenerator json, String name) {
    switch (name) {
      case "sim_swap" -> {
        json.writeNullProperty("last_sim_swap");
        json.writeNullProperty("carrier_name");
        json.writeNullProperty("mobile_country_code");
        json.writeNullProperty("mobile_network_code");
      }
      case "call_forwarding" -> json.writeNullProperty("call_forwarding_enabled");
      case "identity_match" -> {
        for (var part : LookupsResource.IDENTITY_PARTS) {
          json.writeNullProperty(part + "_match");
        }
        json.writeNullProperty("summary_score");
        json.writeNullProperty("error_message");
      }
      default -> {
        // The others have no members but the code.
      }
    }
    writeCode(json, NOT_ENABLED);
  }

  private static void writeCode(JsonGenerator json, @Nullable Integer code) {
    if (code == null) {
      json.writeNullProperty("error_code");
    } else {
      json.writeNumberProperty("error_code", code);
    }
  }

  /** What was said about the phone; empty if nobody said anything. */
  private Optional<Profile> profile(ParsedNumber number) {
    return world
        .handsets()
        .find(number.e164())
        .map(Handset::profile)
        .filter(profile -> !profile.equals(Profile.USUAL));
  }

  private static LineType planned(ParsedNumber number) {
    return switch (number.type()) {
      case FIXED_LINE -> LineType.LANDLINE;
      case MOBILE, FIXED_LINE_OR_MOBILE -> LineType.MOBILE;
      case TOLL_FREE -> LineType.TOLL_FREE;
      case PREMIUM_RATE -> LineType.PREMIUM;
      case SHARED_COST -> LineType.SHARED_COST;
      case VOIP -> LineType.NON_FIXED_VOIP;
      case PERSONAL_NUMBER -> LineType.PERSONAL;
      case PAGER -> LineType.PAGER;
      case UAN -> LineType.UAN;
      case VOICEMAIL -> LineType.VOICEMAIL;
      case UNKNOWN -> LineType.UNKNOWN;
      case null -> LineType.UNKNOWN;
    };
  }

  /** At least 0 and below the bound, always the same for the number. */
  private static int luck(ParsedNumber number, int bound) {
    return (int) (Mixing.fraction(Long.parseLong(number.e164().substring(1))) * bound);
  }
}
