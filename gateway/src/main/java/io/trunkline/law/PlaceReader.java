// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.phone.Places;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where places are, as a document says. */
final class PlaceReader {

  private static final String REGION = "[A-Z]{2}-[A-Z0-9]{1,3}";

  private static final Pattern RANGE = Pattern.compile("([0-9]{3})-([0-9]{3})");

  private final Map<String, Set<ZoneId>> regions = new HashMap<>();
  private final Map<String, String> otherNames = new HashMap<>();
  private final Map<String, Map<String, Set<String>>> postalCodes = new HashMap<>();
  private final Map<String, Places> unknown = new HashMap<>();

  PlaceBook.Pages read(Entry document) {
    document.entries("regions").forEach(this::region);
    document.entries("postal_codes").forEach(this::postalCode);
    document.entries("unknown_places").forEach(this::unknown);
    if (!unknown.containsKey(PlaceBook.ANY_CALLING_CODE)) {
      document.wrong("unknown_places", "says nothing of the calling code *");
    }
    return new PlaceBook.Pages(regions, otherNames, postalCodes, unknown);
  }

  private void region(Entry entry) {
    var id = entry.text("id");
    if (!id.matches(REGION)) {
      entry.wrong("id", "is a region by ISO 3166-2, as in US-FL");
    }
    if (regions.put(id, entry.zones("zones")) != null) {
      entry.wrong("id", "is said twice");
    }
    entry.json().text("also").ifPresent(other -> otherNames.put(other, id));
  }

  private void postalCode(Entry entry) {
    var country = entry.text("country");
    if (!PlaceBook.POSTAL_CODES.containsKey(country)) {
      entry.wrong("country", "is one of " + new TreeSet<>(PlaceBook.POSTAL_CODES.keySet()));
    }
    var named =
        entry.texts(
            "regions",
            text -> Optional.of(text).filter(regions::containsKey),
            "is a region of this document");
    var beginnings = postalCodes.computeIfAbsent(country, key -> new HashMap<>());
    entry
        .texts(
            "begin_with",
            PlaceReader::beginnings,
            "is three digits, a range of them like 350-369, or a letter")
        .stream()
        .flatMap(Set::stream)
        .filter(beginning -> beginnings.put(beginning, Set.copyOf(named)) != null)
        .findFirst()
        .ifPresent(twice -> entry.wrong("begin_with", "says " + twice + " twice"));
  }

  private static Optional<Set<String>> beginnings(String text) {
    var range = RANGE.matcher(text);
    if (range.matches()) {
      return Optional.of(
          IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
              .mapToObj("%03d"::formatted)
              .collect(Collectors.toSet()));
    }
    return Stream.of(text).filter(it -> it.matches("[0-9]{3}|[A-Z]")).findFirst().map(Set::of);
  }

  private void unknown(Entry entry) {
    var code = entry.text("calling_code");
    if (!code.matches("[1-9][0-9]{0,2}|\\*")) {
      entry.wrong("calling_code", "is one to three digits, or * for any");
    }
    var places =
        new Places(
            entry.zones("zones"),
            entry.strings(
                "jurisdictions",
                "\\*|[A-Z]{2}(-[A-Z0-9]{1,3})?",
                "is a country (FR), a region (US-FL), or * for any country"));
    if (unknown.put(code, places) != null) {
      entry.wrong("calling_code", "is said twice");
    }
    entry.json().text("note");
  }
}
