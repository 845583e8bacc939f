// SPDX-License-Identifier: Apache-2.0
package io.trunkline.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From what people write to a number. */
final class NumberReader {

  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  /** Generous: the longest number with a separator between any two digits. */
  private static final int MAX_LENGTH = 40;

  /** What address books put around numbers to fix their direction, and soft hyphens. */
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");

  /** Letters are left out on purpose: the library would dial them, and an O would become a 6. */
  private static final Pattern WRITTEN =
      Pattern.compile("[+\\uFF0B]?[\\p{Nd}\\p{Z}\\s()\\[\\]./\\p{Pd}\\u00B7]*");

  /** What the library would read as it stands: no area code begins with the trunk prefix, 1. */
  private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9][0-9]{9}");

  private NumberReader() {}

  static PhoneNumber international(String text) {
    if (NORTH_AMERICAN.matcher(text).matches()) {
      return new PhoneNumber(text);
    }
    var written = written(text);
    if (!isInternational(written)) {
      throw new IllegalArgumentException(
          "A phone number begins with + and its country code, as in +14155550123;"
              + " a national number needs its region beside it");
    }
    return read(written, null);
  }

  static PhoneNumber national(String text, String region) {
    var written = written(text);
    if (isInternational(written)) {
      return read(written, null);
    }
    var country = region.strip().toUpperCase(Locale.ROOT);
    if (!LIBRARY.getSupportedRegions().contains(country)) {
      throw new IllegalArgumentException(
          "A region is the two letters of a country by ISO 3166, as in US");
    }
    return read(written, country);
  }

  private static boolean isInternational(String written) {
    return written.startsWith("+") || written.startsWith("\uFF0B");
  }

  private static String written(String text) {
    var written = INVISIBLE.matcher(text).replaceAll("").strip();
    if (written.isEmpty()) {
      throw new IllegalArgumentException("A phone number is missing");
    }
    if (written.length() > MAX_LENGTH || !WRITTEN.matcher(written).matches()) {
      throw new IllegalArgumentException(
          "A phone number has digits, spaces, hyphens, dots, slashes and brackets, and no letters"
              + " or extension");
    }
    return written;
  }

  private static PhoneNumber read(String written, @Nullable String region) {
    Phonenumber.PhoneNumber number;
    try {
      number = LIBRARY.parse(written, region);
    } catch (NumberParseException e) {
      throw new IllegalArgumentException(
          switch (e.getErrorType()) {
            case INVALID_COUNTRY_CODE ->
                "The phone number begins with a country code that does not exist";
            case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> "The phone number is too short";
            case TOO_LONG -> "The phone number is too long";
            case NOT_A_NUMBER -> "That is not a phone number";
          },
          e);
    }
    switch (LIBRARY.isPossibleNumberWithReason(number)) {
      case IS_POSSIBLE -> {}
      case IS_POSSIBLE_LOCAL_ONLY ->
          throw new IllegalArgumentException("The phone number lacks its area code");
      case INVALID_COUNTRY_CODE ->
          throw new IllegalArgumentException(
              "The phone number begins with a country code that does not exist");
      case TOO_SHORT ->
          throw new IllegalArgumentException("The phone number is too short for its country");
      case TOO_LONG ->
          throw new IllegalArgumentException("The phone number is too long for its country");
      case INVALID_LENGTH ->
          throw new IllegalArgumentException(
              "The phone number has a length that does not occur in its country");
    }
    return new PhoneNumber(LIBRARY.format(number, PhoneNumberFormat.E164));
  }
}
