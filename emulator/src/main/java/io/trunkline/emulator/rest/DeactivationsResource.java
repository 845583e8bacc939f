// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Json;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import io.trunkline.emulator.phone.Deactivations;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;

/** {@code /v1/Deactivations}: where the file with a day's deactivated numbers is. */
@Seen(
    what = "The day's numbers are a file, one number on each line, that the answer leads to: 307.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "messaging/api/deactivations-resource")
final class DeactivationsResource {
  private static final String FILES = "/_emulator/deactivations/";
  private static final String SUFFIX = ".txt";
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 9999;

  private final Deactivations deactivations;

  DeactivationsResource(Deactivations deactivations) {
    this.deactivations = deactivations;
  }

  void addTo(Api api, Router router) {
    api.on("GET", "/v1/Deactivations", (caller, request) -> redirect(request));
    router.on(Router.OWN, "GET", FILES + "{Date}" + SUFFIX, this::file);
  }

  private Answer redirect(Request request) {
    var day = day(request.query().getOrEmpty("Date"));
    if (day.isAfter(deactivations.today())) {
      throw Refusal.notFound(request.path());
    }
    var url = request.origin() + FILES + day + SUFFIX;
    return Answer.json(307, Json.object(json -> json.writeStringProperty("redirect_to", url)));
  }

  private Answer file(Request request) {
    var lines = new StringBuilder();
    for (var number : deactivations.on(day(request.variable("Date")))) {
      lines.append(number).append('\n');
    }
    var bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    return new Answer(200, "text/plain;charset=utf-8", bytes, Map.of());
  }

  private static LocalDate day(String date) {
    try {
      var day = LocalDate.parse(date);
      if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeException malformed) {
      throw noDay(date);
    }
    throw noDay(date);
  }

  private static Refusal noDay(String date) {
    return Refusal.badRequest(20001, "Date must be a day such as 2026-11-21, not " + date);
  }
}
