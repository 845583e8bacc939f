// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number as the number plans of the world see it. The plans are loaded when the first number is
 * parsed, which takes a moment: not for what must be fast.
 *
 * @param problem why it is not valid, in Twilio's words; empty if it is valid
 * @param e164 as it was given if it cannot be parsed
 * @param iso the country in two letters; null if it is not valid
 * @param callingCode null if it is not valid
 * @param national as people of its country write it; null if it is not valid
 * @param type null if it is not valid
 */
public record ParsedNumber(
    Optional<String> problem,
    String e164,
    @Nullable String iso,
    @Nullable String callingCode,
    @Nullable String national,
    @Nullable PhoneNumberType type) {
  /** Parses an E.164 number, or a national one of the country. */
  public static ParsedNumber of(String text, String country) {
    var plans = PhoneNumberUtil.getInstance();
    PhoneNumber number;
    try {
      number = plans.parse(text, country);
    } catch (NumberParseException e) {
      return invalid(problem(e), text);
    }
    var e164 = plans.format(number, PhoneNumberFormat.E164);
    if (!plans.isValidNumber(number)) {
      return invalid(problem(plans, number), e164);
    }
    return new ParsedNumber(
        Optional.empty(),
        e164,
        plans.getRegionCodeForNumber(number),
        Integer.toString(number.getCountryCode()),
        plans.format(number, PhoneNumberFormat.NATIONAL),
        plans.getNumberType(number));
  }

  private static ParsedNumber invalid(String problem, String e164) {
    return new ParsedNumber(Optional.of(problem), e164, null, null, null, null);
  }

  private static String problem(NumberParseException e) {
    return switch (e.getErrorType()) {
      case INVALID_COUNTRY_CODE -> "INVALID_COUNTRY_CODE";
      case NOT_A_NUMBER -> "NOT_A_NUMBER";
      case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> "TOO_SHORT";
      case TOO_LONG -> "TOO_LONG";
    };
  }

  private static String problem(PhoneNumberUtil plans, PhoneNumber number) {
    return switch (plans.isPossibleNumberWithReason(number)) {
      case IS_POSSIBLE -> "INVALID_BUT_POSSIBLE";
      case IS_POSSIBLE_LOCAL_ONLY, TOO_SHORT -> "TOO_SHORT";
      case INVALID_COUNTRY_CODE -> "INVALID_COUNTRY_CODE";
      case INVALID_LENGTH -> "INVALID_LENGTH";
      case TOO_LONG -> "TOO_LONG";
    };
  }
}
