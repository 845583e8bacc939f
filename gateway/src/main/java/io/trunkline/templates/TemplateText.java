// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template in one language.
 *
 * @param body with variables as {@code {{first_name}}} or {@code {{1}}}; up to 1600 characters
 * @param contentSid Twilio's content that says the same on WhatsApp, {@code HX…}; null if there is
 *     none
 * @param contentVariables which of our variables is which of that content's, by its number ({@code
 *     "1"}); if empty, a numbered variable is itself, and named ones are counted in the order in
 *     which the body first has them
 */
public record TemplateText(
    String body, @Nullable String contentSid, Map<String, String> contentVariables) {

  public TemplateText {
    contentVariables = Collections.unmodifiableMap(new LinkedHashMap<>(contentVariables));
  }

  public static TemplateText of(String body) {
    return new TemplateText(body, null, Map.of());
  }

  /** The same linked to content at Twilio. */
  public TemplateText linkedTo(String sid) {
    return new TemplateText(body, sid, contentVariables);
  }

  boolean isLinked() {
    return contentSid != null;
  }

  @Override
  public String toString() {
    return "TemplateText[contentSid=" + contentSid + "]";
  }
}
