// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.util.HashMap;
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
   * The text in a language.
   *
   * @throws RefusalException if it is no language
   */
  CompiledText text(@Nullable String language) {
    if (language == null) {
      return defaultText;
    }
    var exact = texts.get(language);
    if (exact != null) {
      return exact;
    }
    var canonical =
        Languages.canonical(language)
            .orElseThrow(
                () ->
                    Refusal.at(
                            TemplateRefusal.INVALID_LANGUAGE,
                            "/language",
                            "is a language such as de or de-AT (BCP 47)")
                        .asException());
    return Languages.lookup(texts, canonical, defaultText);
  }

  /**
   * What it says.
   *
   * @throws RefusalException with everything that is wrong with the values
   */
  Rendered render(@Nullable String language, Map<String, String> given) {
    var text = text(language);
    return write(text, values.said(given, text.localeFor(language)));
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
