// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a template says with these values; a message keeps the version, so that it can be shown for
 * ever what was meant.
 *
 * @param language which of its languages it speaks
 * @param body at most 1600 characters
 * @param contentSid Twilio's content that says the same on WhatsApp; null if none is linked
 * @param contentVariables the values for that content, as they are said; empty without one
 */
public record Rendered(
    TemplateId template,
    int version,
    String language,
    String body,
    @Nullable String contentSid,
    Map<String, String> contentVariables)
    implements RenderOutcome {

  @Override
  public String toString() {
    return "Rendered[" + template + ", version=" + version + ", language=" + language + "]";
  }
}
