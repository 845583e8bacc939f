// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version, ready to be rendered. Immutable. */
final class CompiledVersion {

  /** Twilio's limit (error 21617). */
  static final int LONGEST_BODY = 1600;

  private final TemplateVersion version;
  private final Values values;
  private final Map<String, CompiledText> texts = new HashMap<>();
  private final CompiledText defaultText;

  /**
   * @param version whose content has no errors
   */
  CompiledVersion(TemplateVersion version) {
    var content = version.content();
    this.version = version;
    this.values = new Values(content.variables());
    content
        .languages()
        .forEach(
            (language, text) ->
                texts.put(language, new CompiledText(language, text, values.names())));
    this.defaultText = Objects.requireNonNull(texts.get(content.defaultLanguage()));
  }

  TemplateVersion version() {
    return version;
  }

  Values values() {
    return values;
  }

  /**
   * A text, and how values are written in it: as whoever is spoken to writes them, if they speak a
   * dialect of the text's language.
   */
  record Voice(CompiledText script, Locale locale) {}

  /**
   * The voice for a language.
   *
   * @throws RefusalException if it is no language
   */
  Voice voice(@Nullable String language) {
    var exact = language == null ? defaultText : texts.get(language);
    if (exact != null) {
      return new Voice(exact, exact.locale);
    }
    var spoken = Language.of(String.valueOf(language)).orElseThrow(CompiledVersion::noLanguage);
    var text = spoken.lookup(texts, defaultText);
    return new Voice(text, spoken.isA(text.language) ? spoken.locale() : text.locale);
  }

  private static RefusalException noLanguage() {
    return Refusal.at(
            TemplateRefusal.INVALID_LANGUAGE,
            "/language",
            "is a language such as de or de-AT (BCP 47)")
        .asException();
  }

  /**
   * What it says.
   *
   * @throws RefusalException with everything that is wrong with the values
   */
  Rendered render(@Nullable String language, Map<String, String> given) {
    var voice = voice(language);
    return write(voice.script(), values.said(given, voice.locale()));
  }

  /**
   * @throws RefusalException if it is too long
   */
  Rendered write(CompiledText text, String[] said) {
    var written = text.write(said);
    if (written.length() > LONGEST_BODY) {
      throw Refusal.at(
              TemplateRefusal.TEXT_TOO_LONG,
              "/variables",
              "make a text of %d characters; %d are allowed"
                  .formatted(written.length(), LONGEST_BODY))
          .asException();
    }
    return text.rendered(version, said, written);
  }
}
