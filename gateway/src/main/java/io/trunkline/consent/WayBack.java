// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.consent.ConsentEvent.Kind;

/** What brings somebody back, for whoever wonders why nothing is sent to them. */
final class WayBack {

  private static final String SENDER = "sender:";

  private WayBack() {}

  /**
   * @param ban what forbids
   * @return a sentence without the recipient's number
   */
  static String from(ConsentEvent ban) {
    if (ban.kind() == Kind.SUSPENDED) {
      return "A person has to resolve the flag";
    }
    return switch (ban.source()) {
      case KEYWORD, TWILIO ->
          "Twilio may block it too, until the recipient texts START to " + sender(ban);
      case PHRASE ->
          "The recipient comes back by texting START to " + sender(ban) + ", or by agreeing anew";
      case META -> "The recipient has to allow it in WhatsApp, and to agree anew";
      case CARRIER, REASSIGNED -> "Whoever has the number now has to agree";
      case OPERATOR -> "An operator has to lift it";
      case REGULATOR -> "Nobody but a regulator's word lifts it";
      case DOUBT, API, IMPORT, WEB, PAPER, VOICE, DOUBLE_OPT_IN ->
          "The recipient has to agree anew";
    };
  }

  private static String sender(ConsentEvent ban) {
    var scope = ban.scope().value();
    return scope.startsWith(SENDER) ? scope.substring(SENDER.length()) : "the sender they answered";
  }
}
