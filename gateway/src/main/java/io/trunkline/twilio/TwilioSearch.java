// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.util.List;

/** What came of looking for messages. */
public sealed interface TwilioSearch {

  /**
   * All of them, newest first.
   *
   * @param messages every message since the asked instant, and some of the hour before, since
   *     Twilio's clock and ours may differ
   */
  record Found(List<TwilioMessage> messages) implements TwilioSearch {
    public Found {
      messages = List.copyOf(messages);
    }
  }

  /** Twilio did not answer, or not to the end; nothing can be concluded. */
  record NoAnswer(String why) implements TwilioSearch {}
}
