// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A language, BCP 47.
 *
 * @param tag the one way to write it, {@code de-AT}
 */
record Language(String tag, Locale locale) {

  private static final int LONGEST = 64;

  /** A tag takes longer to read than a template to render, and there are few of them. */
  private static final Cache<String, Optional<Language>> READ =
      Caffeine.newBuilder().maximumSize(1000).build();

  /** Empty if the tag names no language. */
  static Optional<Language> of(String tag) {
    return tag.length() > LONGEST ? Optional.empty() : READ.get(tag, Language::read);
  }

  private static Optional<Language> read(String tag) {
    try {
      var locale = new Locale.Builder().setLanguageTag(tag).build();
      return locale.getLanguage().isEmpty()
          ? Optional.empty()
          : Optional.of(new Language(locale.toLanguageTag(), locale));
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }

  /** Whether it is this language, or a dialect of it; {@code fil} is none of {@code fi}. */
  boolean isA(String language) {
    return tag.equals(language) || tag.startsWith(language + "-");
  }

  /**
   * What there is for this language: its own, or what is left when its last parts are taken away
   * one by one (the lookup of RFC 4647), or the default.
   */
  <T> T lookup(Map<String, T> texts, T defaultText) {
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
