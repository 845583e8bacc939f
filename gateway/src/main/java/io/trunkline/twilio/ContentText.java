// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.util.Map;

/**
 * A text to be kept at Twilio as content.
 *
 * @param language as Twilio writes it, {@code en} or {@code pt_BR}
 * @param body with variables as {@code {{1}}}
 * @param samples a value for each of them, by its number
 */
public record ContentText(
    String friendlyName, String language, String body, Map<String, String> samples) {

  public ContentText {
    samples = Map.copyOf(samples);
  }

  @Override
  public String toString() {
    return "ContentText[" + friendlyName + "]";
  }
}
