// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What shows that somebody wished what an event says. What is needed depends on the wish: a keyword
 * is shown by the text that it came in, a form by what stood in it (CTIA Messaging Principles 5.1,
 * 16 CFR 310.5(a)(8)).
 *
 * @param said the keyword or phrase as normalised, or the code of Twilio, Meta or a carrier
 * @param messageSids Twilio's SIDs of the texts that said so; of a double opt-in the question (our
 *     own id, if the answer came before Twilio had named it) and the answer
 * @param textSha256 of the exact text that was shown, in hexadecimal; the ledger has the text
 * @param url of the page on which it was shown
 * @param ip from where somebody agreed
 * @param userAgent with what
 * @param language of what was shown, BCP 47
 * @param method what somebody did: {@code checkbox newsletter}, {@code signature}
 * @param agent who wrote it down, if a person did
 * @param note what else an operator or a regulator has to say
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
public record Evidence(
    @Nullable String said,
    List<String> messageSids,
    @Nullable String textSha256,
    @Nullable String url,
    @Nullable String ip,
    @Nullable String userAgent,
    @Nullable String language,
    @Nullable String method,
    @Nullable String agent,
    @Nullable String note) {

  /** What there is if there is nothing. */
  public static final Evidence NONE =
      new Evidence(null, List.of(), null, null, null, null, null, null, null, null);

  @SuppressWarnings("NullAway") // Jackson gives null for a list that was not written.
  public Evidence {
    messageSids = messageSids == null ? List.of() : List.copyOf(messageSids);
  }

  /**
   * A word or a code.
   *
   * @param messageSid Twilio's SID of the text that said so, where there is one
   */
  public static Evidence said(String word, @Nullable String messageSid) {
    return new Evidence(
        word,
        messageSid == null ? List.of() : List.of(messageSid),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same, and what was answered by text. */
  Evidence answered(String word, List<String> sids) {
    return new Evidence(word, sids, textSha256, url, ip, userAgent, language, method, agent, note);
  }

  /** The same, and this exact text that was shown. */
  Evidence showing(String text) {
    return new Evidence(
        said, messageSids, Sha256.hex(text), url, ip, userAgent, language, method, agent, note);
  }
}
