// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.number.Capability;
import io.trunkline.emulator.number.NumberBlock;
import io.trunkline.emulator.number.NumberBlock.Place;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.number.Stock.Offer;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a search for numbers asks for. No number here is new to Twilio, so Beta changes nothing. */
@Seen(
    what = "Filters by digits, place, capabilities and required addresses, all of which must hold.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "phone-numbers/api/availablephonenumberlocal-resource")
final class NumberFilter {
  private static final String KEYS = "22233344455566677778889999";
  private static final Pattern CONTAINS = Pattern.compile("\\+?[0-9A-Za-z*%]{1,15}\\$?");
  private static final Map<String, Capability> CAPABILITIES =
      Map.of(
          "SmsEnabled", Capability.SMS,
          "MmsEnabled", Capability.MMS,
          "VoiceEnabled", Capability.VOICE,
          "FaxEnabled", Capability.FAX);
  private static final Map<String, Set<String>> EXCLUSIONS =
      Map.of(
          "ExcludeAllAddressRequired", Set.of("any", "local", "foreign"),
          "ExcludeLocalAddressRequired", Set.of("local"),
          "ExcludeForeignAddressRequired", Set.of("foreign"));
  private static final Map<String, Function<Place, String>> PLACES =
      Map.of(
          "InPostalCode", Place::postalCode,
          "InRegion", Place::region,
          "InRateCenter", Place::rateCenter,
          "InLata", Place::lata,
          "InLocality", Place::locality);

  private final Parameters query;

  NumberFilter(Parameters query) {
    this.query = query;
  }

  /** Which blocks may hold what is searched. */
  Predicate<NumberBlock> blocks() {
    var areaCode = areaCode();
    var near = Surroundings.of(query);
    return block ->
        (areaCode.isEmpty() || block.prefix().equals("1" + areaCode))
            && near.test(block.place())
            && PLACES.entrySet().stream()
                .allMatch(place -> isIn(place.getKey(), place.getValue().apply(block.place())));
  }

  /** Which of a block's numbers are searched. */
  Predicate<Offer> offers() {
    var digits = contains();
    return offer ->
        digits.matcher(offer.number().substring(1)).find()
            && CAPABILITIES.entrySet().stream().allMatch(wanted -> can(offer, wanted))
            && EXCLUSIONS.entrySet().stream().noneMatch(exclusion -> excludes(offer, exclusion));
  }

  @Seen(
      what = "Only the North American plan has area codes: elsewhere AreaCode is refused, 21457.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "api/errors/21457")
  void checkAreaCode(NumberBlock any) {
    if (!areaCode().isEmpty() && !PhoneNumbers.isNorthAmerican("+" + any.prefix())) {
      throw Refusal.badRequest(21457, "AreaCode is for numbers of North America only");
    }
  }

  private String areaCode() {
    var areaCode = query.getOrEmpty("AreaCode");
    if (!areaCode.isEmpty() && !areaCode.matches("[0-9]{3}")) {
      throw Refusal.badRequest(21451, areaCode + " is not an area code");
    }
    return areaCode;
  }

  private boolean isIn(String name, String place) {
    var wanted = query.getOrEmpty(name);
    return wanted.isEmpty() || wanted.equalsIgnoreCase(place);
  }

  private boolean can(Offer offer, Map.Entry<String, Capability> wanted) {
    var value = query.getOrEmpty(wanted.getKey());
    return value.isEmpty()
        || Boolean.parseBoolean(value) == offer.traits().capabilities().contains(wanted.getValue());
  }

  private boolean excludes(Offer offer, Map.Entry<String, Set<String>> exclusion) {
    return Boolean.parseBoolean(query.getOrEmpty(exclusion.getKey()))
        && exclusion.getValue().contains(offer.traits().addressRequirements());
  }

  private Pattern contains() {
    var contains = query.getOrEmpty("Contains");
    if (contains.isEmpty()) {
      return Pattern.compile("");
    }
    if (contains.length() < 2 || !CONTAINS.matcher(contains).matches()) {
      throw Refusal.badRequest(
          20001, "Contains has 2 to 16 of digits, letters, * and %, perhaps + before and $ after");
    }
    var pattern = new StringBuilder();
    for (char c : contains.toCharArray()) {
      pattern.append(
          switch (c) {
            case '*' -> ".";
            case '%' -> ".*";
            case '+' -> "^";
            case '$' -> "$";
            default -> Character.isDigit(c) ? c : KEYS.charAt(Character.toUpperCase(c) - 'A');
          });
    }
    return Pattern.compile(pattern.toString());
  }
}
