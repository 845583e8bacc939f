// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.content;

import java.util.List;

/** What becomes of a template when a message is made from it. */
public sealed interface Rendering {
  /**
   * What the message says and shows.
   *
   * @param approved whether WhatsApp has approved the template
   */
  record Rendered(String body, List<String> mediaUrls, boolean approved) implements Rendering {
    public Rendered {
      mediaUrls = List.copyOf(mediaUrls);
    }
  }

  /** Nothing, for the reason with Twilio's code. */
  record Refused(int code, String message) implements Rendering {}
}
