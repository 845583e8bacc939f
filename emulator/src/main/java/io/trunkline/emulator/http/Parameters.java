// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decoded {@code application/x-www-form-urlencoded} parameters, of a query or a body, in the order
 * they came. Names are case-sensitive and may repeat. Malformed escapes are taken literally.
 */
public final class Parameters {
  /** No parameters at all. */
  public static final Parameters NONE = new Parameters(List.of(), List.of());

  private final List<String> names;
  private final List<String> values;

  private Parameters(List<String> names, List<String> values) {
    this.names = names;
    this.values = values;
  }

  /** Reads the encoded form; the bytes of escapes are UTF-8. */
  public static Parameters parse(String encoded) {
    if (encoded.isEmpty()) {
      return NONE;
    }
    var names = new ArrayList<String>();
    var values = new ArrayList<String>();
    int start = 0;
    while (start <= encoded.length()) {
      int end = encoded.indexOf('&', start);
      if (end < 0) {
        end = encoded.length();
      }
      if (end > start) {
        int equals = encoded.indexOf('=', start);
        boolean valued = equals >= 0 && equals < end;
        names.add(decode(encoded, start, valued ? equals : end, true));
        values.add(valued ? decode(encoded, equals + 1, end, true) : "");
      }
      start = end + 1;
    }
    return new Parameters(names, values);
  }

  /** The first value of the name, or null if it was not sent; a sent empty value is {@code ""}. */
  public @Nullable String get(String name) {
    int at = names.indexOf(name);
    return at < 0 ? null : values.get(at);
  }

  /** The first value of the name, or {@code ""} if it was not sent. */
  public String getOrEmpty(String name) {
    var value = get(name);
    return value == null ? "" : value;
  }

  /** Every value of the name, in order. */
  public List<String> all(String name) {
    var found = new ArrayList<String>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(name)) {
        found.add(values.get(i));
      }
    }
    return found;
  }

  /** The names that were sent, repeated ones each time. */
  public List<String> names() {
    return names;
  }

  /** Decodes one segment of a path: like a value, except that a plus sign means itself. */
  static String decodePath(String segment) {
    return decode(segment, 0, segment.length(), false);
  }

  private static String decode(String text, int start, int end, boolean plusIsSpace) {
    boolean plain = true;
    for (int i = start; i < end && plain; i++) {
      char c = text.charAt(i);
      plain = c != '%' && (c != '+' || !plusIsSpace);
    }
    if (plain) {
      return text.substring(start, end);
    }
    var raw = text.substring(start, end).getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      byte b = raw[i];
      if (b == '+' && plusIsSpace) {
        b = ' ';
      } else if (b == '%' && i + 2 < raw.length) {
        int high = Character.digit(raw[i + 1], 16);
        int low = Character.digit(raw[i + 2], 16);
        if (high >= 0 && low >= 0) {
          b = (byte) (high << 4 | low);
          i += 2;
        }
      }
      raw[length++] = b;
    }
    return new String(raw, 0, length, StandardCharsets.UTF_8);
  }
}
