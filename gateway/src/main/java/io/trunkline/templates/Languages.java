// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of languages, BCP 47, and which one is spoken to whom. */
final class Languages {

  private Languages() {}

  /** The one way to write a language; empty if it is none. */
  static Optional<String> canonical(String tag) {
    try {
      var canonical = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
      return canonical.equals("und") ? Optional.empty() : Optional.of(canonical);
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }

  /**
   * What there is for a language: itself, or what is left when its last parts are taken away one by
   * one (the lookup of RFC 4647), or the default.
   *
   * @param tag as {@link #canonical} writes it
   */
  static <T> T lookup(Map<String, T> texts, String tag, T defaultText) {
    var range = tag;
    while (true) {
      var found = texts.get(range);
      if (found != null) {
        return found;
      }
      int end = range.lastIndexOf('-');
      if (end < 0) {
        return defaultText;
      }
      // A single letter only introduces what comes behind it.
      range = range.substring(0, end >= 2 && range.charAt(end - 2) == '-' ? end - 2 : end);
    }
  }
}
