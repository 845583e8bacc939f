// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.phone.PhoneNumber;
import io.trunkline.phone.Places;
import java.util.Set;
import java.util.regex.Pattern;

/** Where an account sends to. */
final class Countries {

  private static final Set<String> WORDS =
      Set.of(Policy.Reach.OWN, Policy.Reach.ANY, Policy.Reach.TEST);

  /** Whose new area codes come before our table of them does. */
  private static final Set<String> NORTH_AMERICA = Set.of("US", "CA");

  private static final Pattern REGION = Pattern.compile("([A-Z]{2})(-[A-Z0-9]{1,3})?");

  /** Twilio, iam/test-credentials, 2026-11. */
  private static final Pattern TEST = Pattern.compile("\\+1500555[0-9]{4}");

  private Countries() {}

  static void check(String country) {
    if (!WORDS.contains(country) && !Places.isCountry(country)) {
      throw new IllegalArgumentException(
          "A country has two letters, as in ISO 3166-1; besides there are own, any and test");
    }
  }

  static void checkRegion(String region) {
    var written = REGION.matcher(region);
    if (!written.matches() || !Places.isCountry(written.group(1))) {
      throw new IllegalArgumentException("A region is written as in US-FL or FR, by ISO 3166");
    }
  }

  static boolean isAllowedTest(Policy.Reach reach, PhoneNumber number) {
    return reach.countries().contains(Policy.Reach.TEST) && TEST.matcher(number.e164()).matches();
  }

  /**
   * @param own where the account's senders are at home
   */
  static boolean allow(Policy.Reach reach, PhoneNumber number, Set<String> own) {
    if (reach.countries().contains(Policy.Reach.ANY)) {
      return true;
    }
    var country = number.country();
    if (country.isPresent()) {
      return allow(reach, country.get(), own);
    }
    return number.e164().startsWith("+1")
        && NORTH_AMERICA.stream().anyMatch(one -> allow(reach, one, own));
  }

  private static boolean allow(Policy.Reach reach, String country, Set<String> own) {
    return reach.countries().contains(country)
        || reach.countries().contains(Policy.Reach.OWN) && own.contains(country);
  }
}
