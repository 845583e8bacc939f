// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A template of Twilio's Content API, filled in.
 *
 * @param sid {@code HX…}
 * @param variables by the name they have in the template, {@code 1}, {@code 2}, …; never printed
 */
public record OutboundContent(String sid, Map<String, String> variables) {

  public OutboundContent {
    if (sid.isBlank()) {
      throw new IllegalArgumentException("Content has a SID");
    }
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  @Override
  public String toString() {
    return "OutboundContent[sid=" + sid + "]";
  }
}
