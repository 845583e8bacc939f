// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.twiml.MessagingResponse;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.messaging.Body;
import com.twilio.twiml.messaging.Message;
import com.twilio.twiml.voice.Pause;
import com.twilio.twiml.voice.Say;
import org.jspecify.annotations.Nullable;

/** Twilio's markup language, as whole documents. */
public final class Twiml {

  /** As a parameter of a request a document has no more. */
  static final int MOST_CHARACTERS = 4000;

  private Twiml() {}

  /** Answers a text with a text, from the number that was written to. */
  public static String message(String text) {
    var message = new Message.Builder().body(new Body.Builder(text).build()).build();
    return new MessagingResponse.Builder().message(message).build().toXml();
  }

  /**
   * Reads a text aloud twice, with a pause between if there is room for it.
   *
   * @param language {@code en-GB}; Twilio's own choice if absent
   */
  static String readAloud(String text, @Nullable String language) {
    var twice =
        new VoiceResponse.Builder()
            .say(say(text, language).build())
            .pause(new Pause.Builder().length(1).build())
            .say(say(text, language).build())
            .build()
            .toXml();
    return twice.length() <= MOST_CHARACTERS
        ? twice
        : new VoiceResponse.Builder().say(say(text, language).loop(2).build()).build().toXml();
  }

  private static Say.Builder say(String text, @Nullable String language) {
    // XML has no place for control characters, not even escaped.
    var say = new Say.Builder(text.replaceAll("\\p{Cntrl}", " "));
    if (language != null) {
      say.option("language", language);
    }
    return say;
  }
}
