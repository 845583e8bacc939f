// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template in one language, with its variables replaced by their places in the version's. */
final class CompiledText {

  final String language;
  final Body body;
  final Locale locale;
  private final int[] places;
  private final @Nullable String contentSid;
  private final Map<String, Integer> contentPlaces = new LinkedHashMap<>();

  /**
   * @param text without errors
   * @param names of the variables of the version, in their order
   */
  CompiledText(String language, TemplateText text, List<String> names) {
    this.language = language;
    this.locale = Locale.forLanguageTag(language);
    this.body = Body.of(text.body());
    this.places = body.variables().stream().mapToInt(names::indexOf).toArray();
    this.contentSid = text.contentSid();
    if (contentSid != null) {
      body.contentVariables(text.contentVariables())
          .forEach((number, name) -> contentPlaces.put(number, names.indexOf(name)));
    }
  }

  /** The text with what is said for the version's variables. */
  String write(String[] said) {
    var placed = new String[places.length];
    for (int i = 0; i < placed.length; i++) {
      placed[i] = said[places[i]];
    }
    return body.with(Arrays.asList(placed));
  }

  Rendered rendered(TemplateVersion version, String[] said, String written) {
    if (contentSid == null) {
      return new Rendered(version.template(), version.number(), language, written, null, Map.of());
    }
    var content = new LinkedHashMap<String, String>();
    contentPlaces.forEach((number, place) -> content.put(number, said[place]));
    return new Rendered(
        version.template(), version.number(), language, written, contentSid, content);
  }
}
