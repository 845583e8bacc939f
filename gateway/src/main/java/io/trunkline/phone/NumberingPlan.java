// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the digits of a number tell. For +1 our own table of area codes; elsewhere libphonenumber,
 * where its answers are right: each place where they are not is named here and tested.
 */
final class NumberingPlan {

  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final PhoneNumberToTimeZonesMapper ZONES =
      PhoneNumberToTimeZonesMapper.getInstance();

  /** What libphonenumber calls the region of +800, +870 and the like. */
  private static final String NO_COUNTRY = "001";

  /** Where a fixed line and a mobile have numbers alike, so that nothing is left to look up. */
  private static final Set<String> ALIKE = Set.of("US", "CA");

  private static final int LONGEST_COUNTRY_CODE = 3;
  private static final Set<Integer> COUNTRY_CODES = LIBRARY.getSupportedCallingCodes();

  /** By country code, every zone of the countries that share it. */
  private static final Map<Integer, Set<ZoneId>> ANYWHERE = new ConcurrentHashMap<>();

  private NumberingPlan() {}

  static Optional<String> country(PhoneNumber number) {
    return AreaCode.isNorthAmerican(number)
        ? AreaCode.of(number).flatMap(code -> Optional.ofNullable(code.country()))
        : country(parsed(number));
  }

  private static Optional<String> country(Phonenumber.PhoneNumber parsed) {
    var region = LIBRARY.getRegionCodeForNumber(parsed);
    // Null for a range that is not given out yet: it is in one of the countries of its code.
    var country = region != null ? region : mainRegion(parsed);
    return Optional.of(country).filter(known -> !known.equals(NO_COUNTRY));
  }

  static LineKind lineKind(PhoneNumber number) {
    var area = AreaCode.of(number);
    if (area.isPresent()
        && (area.get().kind() != LineKind.FIXED_LINE_OR_MOBILE
            || area.map(AreaCode::country).filter(ALIKE::contains).isPresent())) {
      return area.get().kind();
    }
    return switch (LIBRARY.getNumberType(parsed(number))) {
      case FIXED_LINE -> LineKind.FIXED_LINE;
      case MOBILE -> LineKind.MOBILE;
      case FIXED_LINE_OR_MOBILE -> LineKind.FIXED_LINE_OR_MOBILE;
      case TOLL_FREE -> LineKind.TOLL_FREE;
      case PREMIUM_RATE -> LineKind.PREMIUM_RATE;
      case SHARED_COST -> LineKind.SHARED_COST;
      case PERSONAL_NUMBER -> LineKind.PERSONAL;
      case VOIP -> LineKind.VOIP;
      case PAGER, UAN, VOICEMAIL -> LineKind.OTHER;
      case UNKNOWN -> area.map(AreaCode::kind).orElse(LineKind.UNKNOWN);
    };
  }

  static Places places(PhoneNumber number) {
    if (AreaCode.isNorthAmerican(number)) {
      return AreaCode.of(number).map(AreaCode::places).orElse(Places.UNKNOWN);
    }
    var parsed = parsed(number);
    var type = LIBRARY.getNumberType(parsed);
    // The library answers 42 zones for a toll-free number instead of none: ask for the kind first.
    return switch (type) {
      case TOLL_FREE, PREMIUM_RATE, SHARED_COST, PERSONAL_NUMBER ->
          new Places(Set.of(), country(parsed).map(Set::of).orElse(Set.of()));
      case FIXED_LINE, FIXED_LINE_OR_MOBILE, MOBILE, VOIP, PAGER, UAN, VOICEMAIL, UNKNOWN ->
          country(parsed)
              .map(country -> new Places(zones(parsed, type, country), Set.of(country)))
              .orElse(Places.UNKNOWN);
    };
  }

  private static Set<ZoneId> zones(
      Phonenumber.PhoneNumber parsed, PhoneNumberType type, String country) {
    // Countries that share a code share ranges too (Russia and Kazakhstan, Britain and its
    // islands), and a mobile number says nothing about the place within them.
    if (!LIBRARY.isNumberGeographical(type, parsed.getCountryCode())
        || isIndonesianMobile(type, country)) {
      return ANYWHERE.computeIfAbsent(
          parsed.getCountryCode(),
          code -> CountryZones.of(LIBRARY.getRegionCodesForCountryCode(code)));
    }
    var ofCountry = CountryZones.of(List.of(country));
    var zones = new HashSet<ZoneId>();
    for (var name : ZONES.getTimeZonesForGeographicalNumber(parsed)) {
      var zone = canonical(name, ofCountry);
      if (zone.isEmpty()) {
        return ofCountry;
      }
      zones.addAll(zone);
    }
    return zones;
  }

  /** The library takes these for tied to an area, and the area always for Jakarta's. */
  private static boolean isIndonesianMobile(PhoneNumberType type, String country) {
    return country.equals("ID") && type != PhoneNumberType.FIXED_LINE;
  }

  /**
   * The library has names of the past (Asia/Calcutta) and zones of neighbours (Bucharest's for
   * Estonia). Empty if nothing in the country has the same clock.
   */
  private static Set<ZoneId> canonical(String name, Set<ZoneId> ofCountry) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      return Set.of();
    }
    var zone = ZoneId.of(name);
    if (ofCountry.contains(zone)) {
      return Set.of(zone);
    }
    var same = new HashSet<ZoneId>();
    for (var candidate : ofCountry) {
      if (candidate.getRules().equals(zone.getRules())) {
        same.add(candidate);
      }
    }
    return same;
  }

  private static String mainRegion(Phonenumber.PhoneNumber parsed) {
    return LIBRARY.getRegionCodeForCountryCode(parsed.getCountryCode());
  }

  /** As the library would parse it, without its search for prefixes, extensions and letters. */
  static Phonenumber.PhoneNumber parsed(PhoneNumber number) {
    var digits = number.e164().substring(1);
    // No country code is the beginning of another.
    for (int length = 1; length <= LONGEST_COUNTRY_CODE; length++) {
      int code = Integer.parseInt(digits, 0, length, 10);
      if (COUNTRY_CODES.contains(code)) {
        return parsed(code, digits.substring(length));
      }
    }
    throw new IllegalStateException("Stored without having been parsed: " + number);
  }

  private static Phonenumber.PhoneNumber parsed(int countryCode, String national) {
    var parsed =
        new Phonenumber.PhoneNumber()
            .setCountryCode(countryCode)
            .setNationalNumber(Long.parseLong(national));
    int zeros = 0;
    while (zeros < national.length() - 1 && national.charAt(zeros) == '0') {
      zeros++;
    }
    // A number in Italy keeps its zero.
    return zeros == 0 ? parsed : parsed.setItalianLeadingZero(true).setNumberOfLeadingZeros(zeros);
  }
}
