// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.problem.JsonBody;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a document to a rule set. Nothing is taken for granted: what is missing, is not known here
 * or makes no sense is refused, all of it at once, each with its JSON pointer.
 */
final class RuleSetReader {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private RuleSetReader() {}

  static RuleSet read(InputStream json, Function<ZoneId, ZoneRules> zoneRules) {
    var body = new JsonBody(parsed(json));
    var document = new Entry(body);
    var version = document.text("version");
    if (!version.matches("[0-9A-Za-z][0-9A-Za-z._-]{0,63}")) {
      document.wrong("version", "is up to 64 letters, digits, dots, hyphens and underscores");
    }
    body.require("published");
    var published = document.date("published").orElse(LocalDate.EPOCH);
    var rules = new RuleReader(calendars(document));
    var revocations = document.entries("revocations").stream().map(rules::revocation).toList();
    var statutes = new Statutes(rules(document, rules));
    var clocks =
        new Clocks(
            zoneRules, document.entries("zone_probes").stream().map(RuleSetReader::probe).toList());
    var places = new PlaceBook(new PlaceReader().read(document), statutes.jurisdictions());
    var imprint = new RuleSet.Imprint(version, published, document.text("time_zone_data"));
    body.check();
    return new RuleSet(imprint, statutes, revocations, places, clocks);
  }

  private static JsonNode parsed(InputStream json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw Refusal.of(
              RequestRefusal.MALFORMED_JSON, "The document is no JSON: " + e.getOriginalMessage())
          .asException();
    }
  }

  private static List<Rule> rules(Entry document, RuleReader reader) {
    var rules = new ArrayList<Rule>();
    document.entries("hours").stream().map(reader::hours).forEach(rules::add);
    document.entries("prohibitions").stream().map(reader::prohibition).forEach(rules::add);
    document.entries("caps").stream().map(reader::cap).forEach(rules::add);
    document.entries("consents").stream().map(reader::consent).forEach(rules::add);
    return rules;
  }

  private static Map<String, HolidayCalendar> calendars(Entry document) {
    var calendars = new HashMap<String, HolidayCalendar>();
    for (var entry : document.entries("calendars")) {
      entry.text("name");
      RuleReader.provenance(entry);
      var days = entry.entries("days").stream().map(RuleSetReader::day).collect(Collectors.toSet());
      var id = entry.text("id");
      entry.json().require("library");
      HolidayCalendar.of(entry.json().textList("library"), days)
          .ifPresentOrElse(
              calendar -> {
                if (calendars.put(id, calendar) != null) {
                  entry.wrong("id", "is that of another calendar");
                }
              },
              () ->
                  entry.wrong("library", "is a country of the holiday library, and a part of it"));
    }
    return calendars;
  }

  private static LocalDate day(Entry entry) {
    entry.text("name");
    return entry.parsed("day", "a date like 2026-10-18", LocalDate::parse, LocalDate.EPOCH);
  }

  private static ZoneProbe probe(Entry entry) {
    return new ZoneProbe(
        entry.read(
            "zone",
            text ->
                Entry.zone(text)
                    .orElseThrow(
                        () -> new IllegalArgumentException("is a time zone that this Java knows")),
            ZoneOffset.UTC),
        entry.parsed("at", "an instant like 2026-12-15T12:00:00Z", Instant::parse, Instant.EPOCH),
        entry.parsed("offset", "an offset from UTC like -06:00", ZoneOffset::of, ZoneOffset.UTC),
        entry.text("source"));
  }
}
