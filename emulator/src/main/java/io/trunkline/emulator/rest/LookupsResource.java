// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.number.ParsedNumber;
import io.trunkline.emulator.phone.LineType;
import io.trunkline.emulator.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** {@code /v2/PhoneNumbers} of the Lookup API, and the older {@code /v1/PhoneNumbers}. */
@Seen(
    what = "In version 2 an invalid number is answered with 200 and the reason, in 1 with 404.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "lookup/v2-api")
final class LookupsResource {
  static final List<String> IDENTITY_PARTS =
      List.of(
          "first_name",
          "last_name",
          "address_lines",
          "city",
          "state",
          "postal_code",
          "address_country",
          "national_id",
          "date_of_birth");
  private static final List<String> PACKAGES =
      List.of(
          "caller_name",
          "sim_swap",
          "call_forwarding",
          "line_status",
          "line_type_intelligence",
          "identity_match",
          "reassigned_number",
          "sms_pumping_risk",
          "phone_number_quality_score",
          "pre_fill");

  private final LookupPackages packages;

  LookupsResource(World world) {
    packages = new LookupPackages(world);
  }

  void addTo(Api api) {
    api.onAlsoWithTestCredentials(
        "GET", "/v2/PhoneNumbers/{PhoneNumber}", (caller, request) -> fetch(request));
    api.on("GET", "/v1/PhoneNumbers/{PhoneNumber}", (caller, request) -> fetchFirst(request));
  }

  private Answer fetch(Request request) {
    var fields = fields(request);
    var number = number(request);
    var lastVerified = request.query().getOrEmpty("LastVerifiedDate");
    var problem = number.problem();
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeStringProperty("calling_country_code", number.callingCode());
              json.writeStringProperty("country_code", number.iso());
              json.writeStringProperty("phone_number", number.e164());
              json.writeStringProperty("national_format", number.national());
              json.writeBooleanProperty("valid", problem.isEmpty());
              if (problem.isEmpty()) {
                json.writeNullProperty("validation_errors");
              } else {
                Json.writeStrings(json, "validation_errors", List.of(problem.get()));
              }
              for (var name : PACKAGES) {
                if (problem.isEmpty() && fields.contains(name)) {
                  packages.write(json, name, number, lastVerified);
                } else {
                  json.writeNullProperty(name);
                }
              }
              json.writeStringProperty("url", request.url("/v2/PhoneNumbers/" + number.e164()));
            }));
  }

  @Seen(
      what = "Fields is a list with commas; a name that is none is refused, 60618.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/60618")
  private static Set<String> fields(Request request) {
    var fields =
        Arrays.stream(request.query().getOrEmpty("Fields").split(","))
            .map(String::trim)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    for (var name : fields) {
      if (!PACKAGES.contains(name) && !name.equals("validation")) {
        throw Refusal.badRequest(60618, "Fields has no " + name);
      }
    }
    return fields;
  }

  private static ParsedNumber number(Request request) {
    var country = request.query().getOrEmpty("CountryCode");
    return ParsedNumber.of(
        PricedCountries.number(request, "PhoneNumber"),
        country.isEmpty() ? "US" : country.toUpperCase(Locale.ROOT));
  }

  private Answer fetchFirst(Request request) {
    var types = request.query().all("Type");
    var number = number(request);
    if (number.problem().isPresent()) {
      throw Refusal.notFound(request.path());
    }
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeNullProperty("add_ons");
              if (types.contains("caller-name")) {
                json.writeObjectPropertyStart("caller_name");
                LookupPackages.writeCallerName(json, number);
                json.writeEndObject();
              } else {
                json.writeNullProperty("caller_name");
              }
              if (types.contains("carrier")) {
                writeCarrier(json, packages.line(number));
              } else {
                json.writeNullProperty("carrier");
              }
              json.writeStringProperty("country_code", number.iso());
              json.writeStringProperty("national_format", number.national());
              json.writeStringProperty("phone_number", number.e164());
              json.writeStringProperty("url", request.url("/v1/PhoneNumbers/" + number.e164()));
            }));
  }

  private static void writeCarrier(JsonGenerator json, LookupPackages.Line line) {
    json.writeObjectPropertyStart("carrier");
    json.writeNullProperty("error_code");
    json.writeStringProperty("mobile_country_code", line.mcc());
    json.writeStringProperty("mobile_network_code", line.mnc());
    json.writeStringProperty("name", line.carrier());
    json.writeStringProperty(
        "type",
        line.type() == LineType.MOBILE
            ? "mobile"
            : line.type() == LineType.NON_FIXED_VOIP ? "voip" : "landline");
    json.writeEndObject();
  }
}
