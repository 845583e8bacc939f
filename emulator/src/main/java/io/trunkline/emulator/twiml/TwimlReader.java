// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

import io.trunkline.emulator.evidence.Seen;
import java.util.List;
import java.util.Locale;

/**
 * Reads TwiML. Unknown nouns and attributes are skipped, as Twilio does with a warning; so are
 * unknown verbs, of which those of voice are told.
 */
public final class TwimlReader {
  private static final int BAD_CONTENT_TYPE = 12300;
  private static final int NO_DOCUMENT = 11770;

  /**
   * The verbs of an answer, in order: of its document, or one message for plain text. An empty
   * answer asks for nothing.
   */
  @Seen(
      what = "A text is answered by Message and Redirect, or by plain text.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/twiml")
  public List<MessagingVerb> messaging(String contentType, String answer) throws TwimlException {
    if (answer.isBlank()) {
      return List.of();
    }
    return switch (type(contentType)) {
      case "text/xml", "application/xml", "text/html" ->
          TwimlDocument.verbs(answer, MessagingTwiml::read);
      case "text/plain" ->
          List.of(new MessagingVerb.Message(answer.strip(), List.of(), "", "", "", ""));
      default -> throw unusable(contentType);
    };
  }

  /**
   * The verbs of an answer, in order: of its document, one text to say for plain text, or one
   * recording for sound.
   *
   * @param url where the answer came from
   */
  @Seen(
      what = "A call is answered by TwiML; plain text is spoken and sound is played.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "voice/twiml")
  public List<VoiceVerb> voice(String url, String contentType, String answer)
      throws TwimlException {
    var type = type(contentType);
    if (type.startsWith("audio/")) {
      return List.of(new VoiceVerb.Play(url, 1));
    }
    if (answer.isBlank()) {
      throw new TwimlException(NO_DOCUMENT, "The answer is empty");
    }
    return switch (type) {
      case "text/xml", "application/xml", "text/html" -> voice(answer);
      case "text/plain" -> List.of(new VoiceVerb.Say(answer.strip(), 1));
      default -> throw unusable(contentType);
    };
  }

  /** The verbs of a document, in order. */
  public List<VoiceVerb> voice(String document) throws TwimlException {
    return TwimlDocument.verbs(document, VoiceTwiml::read);
  }

  /** What the header says without its parameters. */
  private static String type(String contentType) {
    int parameters = contentType.indexOf(';');
    var type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static TwimlException unusable(String contentType) {
    return new TwimlException(BAD_CONTENT_TYPE, "Not usable as TwiML: " + contentType);
  }
}
