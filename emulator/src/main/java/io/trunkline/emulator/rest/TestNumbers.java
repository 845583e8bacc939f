// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.facts.ErrorTitles;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.number.PhoneNumbers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The magic numbers that mean something to test credentials, and to them alone. */
@Seen(
    what = "With test credentials the magic numbers decide the answer, and nothing happens.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "iam/test-credentials")
final class TestNumbers {
  private static final String GOOD = "+15005550006";
  private static final int NOT_OWNED = 21606;
  private static final Map<String, Integer> FROM =
      Map.of("+15005550001", 21212, "+15005550007", NOT_OWNED, "+15005550008", 21611);
  private static final Map<String, Integer> TO =
      Map.of(
          "+15005550001", 21211,
          "+15005550002", 21612,
          "+15005550003", 21408,
          "+15005550004", 21610,
          "+15005550009", 21614);
  private static final int NOT_VERIFIED = 21210;
  private static final Map<String, Integer> CALLED =
      Map.of(
          "+15005550001", 21217,
          "+15005550002", 21214,
          "+15005550003", 21215,
          "+15005550004", 21216);
  private static final Map<String, Integer> BUY =
      Map.of("+15005550000", 21422, "+15005550001", 21421);
  private static final String GOOD_AREA_CODE = "500";

  private TestNumbers() {}

  /** Refuses as the numbers say. */
  static void checkMessage(String from, String to) {
    refuse(from.equals(GOOD) ? null : FROM.getOrDefault(from, NOT_OWNED));
    refuse(TO.get(to));
  }

  /** The same for calls. */
  static void checkCall(String from, String to) {
    if (!from.equals(GOOD)) {
      refuse(from.equals("+15005550001") ? 21212 : NOT_VERIFIED);
    }
    refuse(CALLED.get(to));
  }

  /** Refuses to rent the number unless it is the one that can be had. */
  static void checkPurchase(String number) {
    if (!number.equals(GOOD)) {
      refuse(BUY.getOrDefault(number, PhoneNumbers.isPossible(number) ? 21422 : 21421));
    }
  }

  /** The number that renting in the area code gives. */
  static String inAreaCode(String areaCode) {
    refuse(areaCode.equals(GOOD_AREA_CODE) ? null : 21452);
    return GOOD;
  }

  private static void refuse(@Nullable Integer code) {
    if (code != null) {
      throw Refusal.badRequest(code, ErrorTitles.of(code));
    }
  }
}
