// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a value is said in a language, or why it is no value of its type. */
final class Spoken {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final Pattern MONEY =
      Pattern.compile("(-?[0-9]{1,15}(?:\\.[0-9]{1,4})?) ([A-Z]{3})");
  private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Spoken() {}

  /**
   * The value as it is said; of nothing, nothing.
   *
   * @throws IllegalArgumentException if it is of another type; the message says what it should be
   */
  static String of(VariableType type, String value, Locale locale) {
    if (value.isEmpty()) {
      return value;
    }
    return switch (type) {
      case TEXT -> printable(value, false);
      case MULTILINE -> printable(value, true);
      case NUMBER -> number(value, locale);
      case MONEY -> money(value, locale);
      case DATE -> date(value, locale);
      case TIME -> time(value, locale);
      case URL -> url(value);
      case CODE -> code(value);
    };
  }

  private static String printable(String value, boolean multiline) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ' ' && c < '\u007f') {
        continue;
      }
      if (c < ' ' && multiline && (c == '\n' || c == '\r' || c == '\t')) {
        continue;
      }
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        throw wrong(
            multiline ? "has no control characters" : "is one line without control characters");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw wrong("has half a surrogate pair in it");
      }
    }
    return value;
  }

  private static String number(String value, Locale locale) {
    if (!NUMBER.matcher(value).matches()) {
      throw wrong("is a number such as 1234.5");
    }
    var number = new BigDecimal(value);
    var format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(number.scale());
    format.setMaximumFractionDigits(number.scale());
    return plain(format.format(number));
  }

  private static String money(String value, Locale locale) {
    var parts = MONEY.matcher(value);
    if (!parts.matches()) {
      throw wrong("is an amount such as 12.50 EUR");
    }
    var amount = new BigDecimal(parts.group(1));
    var currency = currency(parts.group(2));
    if (amount.scale() > Math.max(0, currency.getDefaultFractionDigits())) {
      throw wrong("has more decimals than " + currency.getCurrencyCode() + " has");
    }
    var format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
    format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
    return plain(format.format(amount));
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("names no currency of ISO 4217", e);
    }
  }

  private static String date(String value, Locale locale) {
    if (!DATE.matcher(value).matches()) {
      throw wrong("is a date such as 2026-11-21");
    }
    try {
      var format = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
      return plain(LocalDate.parse(value).format(format));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is a date such as 2026-11-21", e);
    }
  }

  private static String time(String value, Locale locale) {
    if (!TIME.matcher(value).matches()) {
      throw wrong("is a time such as 18:30");
    }
    try {
      var format = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
      return plain(LocalTime.parse(value).format(format));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is a time such as 18:30", e);
    }
  }

  private static String url(String value) {
    try {
      var url = new URI(value);
      var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("https") || scheme.equals("http"))
          && url.getHost() != null
          && url.toASCIIString().equals(value)) {
        return value;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is an address such as https://example.com/a", e);
    }
    throw wrong("is an address such as https://example.com/a");
  }

  private static String code(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-')) {
        throw wrong("has letters, digits and hyphens only");
      }
    }
    return value;
  }

  /**
   * Java's tables have spaces that do not break, a minus sign and an apostrophe that GSM-7 does not
   * have. One of them would double what a text costs, and nobody would see why.
   */
  private static String plain(String formatted) {
    return formatted
        .replace('\u00a0', ' ')
        .replace('\u202f', ' ')
        .replace('\u2212', '-')
        .replace('\u2019', '\'');
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what);
  }
}
