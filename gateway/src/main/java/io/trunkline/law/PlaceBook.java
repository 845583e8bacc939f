// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.trunkline.law.Whereabouts.Source;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.phone.Places;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From what is known of somebody to where that may be. */
final class PlaceBook {

  /** Of {@link #unknown}: numbers of no country and no calling code that is listed. */
  static final String ANY_CALLING_CODE = "*";

  /** How the postal codes that we read are written, without spaces; first what tells the region. */
  static final Map<String, Pattern> POSTAL_CODES =
      Map.of(
          "US", Pattern.compile("([0-9]{3})[0-9]{2}(?:-?[0-9]{4})?"),
          "CA", Pattern.compile("([A-Z])[0-9][A-Z](?:[0-9][A-Z][0-9])?"));

  private static final Pattern REGION = Pattern.compile("[A-Z]{2}(?:-[A-Z0-9]{1,3})?");
  private static final int COUNTRY = 2;

  private final Map<String, Set<ZoneId>> regions;
  private final Map<String, String> otherNames;
  private final Map<String, Map<String, Set<String>>> postalCodes;
  private final Map<String, Places> unknown;
  private final Set<String> jurisdictions;
  private final Map<Places, Whereabouts> byNumber = new ConcurrentHashMap<>();

  /**
   * @param regions the zones of the parts of a country, by ISO 3166-2
   * @param otherNames of some of these parts, by ISO 3166-1
   * @param postalCodes by country and by what their postal codes begin with, the regions
   * @param unknown by calling code, where a number may be that belongs to no country
   */
  record Pages(
      Map<String, Set<ZoneId>> regions,
      Map<String, String> otherNames,
      Map<String, Map<String, Set<String>>> postalCodes,
      Map<String, Places> unknown) {}

  /**
   * @param jurisdictions those that have rules
   */
  PlaceBook(Pages pages, Set<String> jurisdictions) {
    this.regions = pages.regions;
    this.otherNames = pages.otherNames;
    this.postalCodes = pages.postalCodes;
    this.unknown = pages.unknown;
    this.jurisdictions = jurisdictions;
  }

  Whereabouts of(PhoneNumber number, KnownPlace known) {
    var found = found(number, known);
    return known.zone() == null
        ? found
        : new Whereabouts(
            Set.of(known.zone()), found.places(), found.jurisdictions(), Source.EXPLICIT);
  }

  /**
   * Whether it is a country that is somewhere, and of one whose regions are listed, one of these.
   */
  boolean knows(String said) {
    return code(said)
        .filter(region -> regions.containsKey(region) || !hasRegions(region))
        .isPresent();
  }

  /** Whether the other regions of its country are listed, though this is not. */
  private boolean hasRegions(String region) {
    return region.length() > COUNTRY
        && regions.keySet().stream().anyMatch(other -> country(other).equals(country(region)));
  }

  private Whereabouts found(PhoneNumber number, KnownPlace known) {
    var digits = number.places();
    var region = region(known);
    var postal = postal(known, region.map(Set::of).orElseGet(() -> near(number, digits)));
    if (!postal.isEmpty()) {
      return addressed(postal, digits, Source.POSTAL_CODE);
    }
    if (region.isPresent()) {
      return addressed(Set.of(region.get()), digits, Source.REGION);
    }
    return digits.regions().isEmpty()
        ? nowhere(number)
        : byNumber.computeIfAbsent(digits, this::byDigits);
  }

  private Whereabouts byDigits(Places digits) {
    var zones = digits.zones().isEmpty() ? zones(digits.regions()) : digits.zones();
    return new Whereabouts(zones, digits.regions(), jurisdictions(digits.regions()), Source.NUMBER);
  }

  /** Who has an address elsewhere than the number may be in either place. */
  private Whereabouts addressed(Set<String> address, Places digits, Source source) {
    var byNumber = digits.regions();
    if (!byNumber.isEmpty() && byNumber.stream().allMatch(region -> liesIn(region, address))) {
      return byDigits(digits);
    }
    var all = new HashSet<>(address);
    var zones = new HashSet<>(zones(address));
    if (byNumber.stream().noneMatch(region -> overlaps(region, address))) {
      all.addAll(byNumber);
      zones.addAll(digits.zones().isEmpty() ? zones(byNumber) : digits.zones());
    }
    return new Whereabouts(zones, all, jurisdictions(all), source);
  }

  /** Whether the number tells more than the address, which is a whole country. */
  private static boolean liesIn(String region, Set<String> address) {
    return region.length() > COUNTRY && address.equals(Set.of(country(region)));
  }

  private static boolean overlaps(String region, Set<String> address) {
    return address.stream()
        .anyMatch(
            one ->
                one.equals(region)
                    || (country(one).equals(country(region))
                        && Math.min(one.length(), region.length()) == COUNTRY));
  }

  private Whereabouts nowhere(PhoneNumber number) {
    var digits = number.e164().substring(1);
    var places =
        unknown.entrySet().stream()
            .filter(entry -> digits.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(() -> requireNonNull(unknown.get(ANY_CALLING_CODE)));
    var countries =
        places.regions().stream()
            .filter(place -> place.length() >= COUNTRY)
            .map(PlaceBook::country)
            .collect(toSet());
    return new Whereabouts(places.zones(), countries, places.regions(), Source.UNKNOWN);
  }

  /** The region if we know it, else its country. */
  private Optional<String> region(KnownPlace known) {
    return Optional.ofNullable(known.region())
        .flatMap(this::code)
        .map(region -> regions.containsKey(region) ? region : country(region));
  }

  /** By its first name, if it is in a country that is somewhere. */
  private Optional<String> code(String said) {
    var code = said.strip().toUpperCase(Locale.ROOT);
    return Optional.of(otherNames.getOrDefault(code, code))
        .filter(region -> REGION.matcher(region).matches())
        .filter(region -> !zones(Set.of(region)).isEmpty());
  }

  /** The places whose postal codes somebody may have, if nobody says where they live. */
  private static Set<String> near(PhoneNumber number, Places digits) {
    return number.e164().startsWith("+1") ? POSTAL_CODES.keySet() : digits.regions();
  }

  private Set<String> postal(KnownPlace known, Set<String> near) {
    if (known.postalCode() == null) {
      return Set.of();
    }
    var code = known.postalCode().replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    var countries = near.stream().map(PlaceBook::country).collect(toSet());
    return POSTAL_CODES.entrySet().stream()
        .filter(form -> countries.isEmpty() || countries.contains(form.getKey()))
        .flatMap(
            form -> {
              var match = form.getValue().matcher(code);
              return match.matches()
                  ? postalCodes
                      .getOrDefault(form.getKey(), Map.of())
                      .getOrDefault(match.group(1), Set.of())
                      .stream()
                  : Stream.empty();
            })
        .collect(toSet());
  }

  private Set<ZoneId> zones(Collection<String> places) {
    return places.stream()
        .flatMap(
            place -> {
              var zones = regions.get(place);
              return (zones == null ? Places.anywhereIn(country(place)).zones() : zones).stream();
            })
        .collect(toSet());
  }

  /** Each with its country; of a country whose region is not known, whatever stands for any. */
  private Set<String> jurisdictions(Collection<String> places) {
    var all = new TreeSet<String>();
    for (var place : places) {
      all.add(country(place));
      if (place.length() > COUNTRY) {
        all.add(place);
      } else if (jurisdictions.contains(place + "-XX")) {
        all.add(place + "-XX");
      } else {
        jurisdictions.stream().filter(one -> one.startsWith(place + "-")).forEach(all::add);
      }
    }
    return all;
  }

  private static String country(String place) {
    return place.substring(0, COUNTRY);
  }
}
