// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.phone.PhoneNumber;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A call in which a text is read aloud, twice.
 *
 * @param from a number in E.164, ours or verified
 * @param text never printed; written as markup at most 4000 characters, so that about 3900 always
 *     fit
 * @param language of the text, {@code en-GB}; Twilio's own choice if absent
 * @param statusCallback where Twilio reports what becomes of it; nowhere if absent
 */
public record OutboundCall(
    String from,
    PhoneNumber to,
    String text,
    @Nullable String language,
    @Nullable URI statusCallback) {

  public OutboundCall {
    if (from.isBlank() || text.isBlank()) {
      throw new IllegalArgumentException("A call has a caller and a text");
    }
    if (language != null && !language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
      throw new IllegalArgumentException("A language is written like en-GB");
    }
    if (!canSay(text, language)) {
      throw new IllegalArgumentException("The text is too long to be read aloud");
    }
  }

  /** Whether there is something to say that fits into a call. */
  public static boolean canSay(String text, @Nullable String language) {
    return !text.isBlank() && Twiml.readAloud(text, language).length() <= Twiml.MOST_CHARACTERS;
  }

  @Override
  public String toString() {
    return "OutboundCall[to=" + to + "]";
  }
}
