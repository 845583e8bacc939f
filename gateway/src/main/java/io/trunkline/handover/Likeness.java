// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.messaging.Handover;
import io.trunkline.segments.SmartEncoding;
import io.trunkline.twilio.TwilioMessage;
import java.time.Duration;

/** How much a record of Twilio's is like a message of ours; the greater claims more. */
enum Likeness {
  /** It is another message: of another sender, of an earlier time, or not sent by a program. */
  NONE,
  /** Everything is right but the words: perhaps ours, rewritten on its way. */
  REWRITTEN,
  /**
   * There are no words to compare: Twilio has redacted them, or they are those of a template that
   * Twilio keeps.
   */
  SPEECHLESS,
  /** It ends in our words; a trial account has a sentence put in front of them. */
  ENDING,
  SAME;

  /** How far Twilio's clock may be behind ours. Its dates are cut to the second, too. */
  static final Duration CLOCKS_APART = Duration.ofMinutes(2);

  /** A message of ours, with its words as they are compared. */
  record Ours(Handover message, String words) {

    static Ours of(Handover message) {
      return new Ours(message, Likeness.words(message.content().body()));
    }
  }

  /** A record of Twilio's, with its words as they are compared. */
  record Theirs(TwilioMessage message, String words) {

    static Theirs of(TwilioMessage message) {
      return new Theirs(message, Likeness.words(message.body()));
    }
  }

  static Likeness of(Ours one, Theirs other) {
    var ours = one.message();
    var record = other.message();
    if (!hasSender(ours, record) || !isSentByProgram(record) || isTooEarly(ours, record)) {
      return NONE;
    }
    var content = ours.content();
    if (content.contentSid() != null) {
      return SPEECHLESS;
    }
    // Where media do not get through, Twilio may have put a link in their place.
    return content.media().isEmpty() == (record.numMedia() == 0)
        ? ofWords(one.words(), other.words())
        : REWRITTEN;
  }

  private static Likeness ofWords(String ours, String theirs) {
    if (theirs.equals(ours)) {
      return SAME;
    }
    if (theirs.isEmpty()) {
      return SPEECHLESS;
    }
    return !ours.isEmpty() && theirs.endsWith(ours) ? ENDING : REWRITTEN;
  }

  /** Without what Twilio itself changes: blanks around them, and what smart encoding replaces. */
  private static String words(String body) {
    return SmartEncoding.apply(body).strip();
  }

  private static boolean hasSender(Handover ours, TwilioMessage record) {
    return ours.from().equals(record.from()) || ours.from().equals(record.messagingServiceSid());
  }

  private static boolean isSentByProgram(TwilioMessage record) {
    return record.direction() == null || record.direction().equals("outbound-api");
  }

  private static boolean isTooEarly(Handover ours, TwilioMessage record) {
    var created = record.dateCreated();
    return created != null && created.isBefore(ours.startedAt().minus(CLOCKS_APART));
  }
}
