// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import java.util.List;

/** What a messaging TwiML document asks for. Attributes that are not there are empty. */
public sealed interface MessagingVerb {
  /** {@code <Message>} (or its old name {@code <Sms>}): answer with a text. */
  record Message(
      String body,
      List<String> mediaUrls,
      String to,
      String from,
      String action,
      String statusCallback)
      implements MessagingVerb {
    public Message {
      mediaUrls = List.copyOf(mediaUrls);
    }
  }

  /** {@code <Redirect>}: ask another URL; nothing after it counts. */
  record Redirect(String url, String method) implements MessagingVerb {}
}
