// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static java.util.stream.Collectors.joining;

import io.trunkline.rejections.Rejection.Match;
import io.trunkline.signatures.SignedRequest;
import io.trunkline.signatures.TwilioSignature;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not believed. Why its signature is wrong is found by trying what is usually
 * misconfigured until something matches. Only Twilio can have made what matches, so its URL is the
 * truth and may be shown.
 *
 * @param reason in a sentence; empty if it is believed
 * @param expectedUrl the URL that a right signature is made over, without the values of its query;
 *     absent if it never came to that
 * @param wouldMatch scheme, host, port and prefix of the first match, or the account that has
 *     signed
 * @param setting what to change
 * @param advice how
 */
public record SignatureDiagnosis(
    String reason,
    @Nullable String expectedUrl,
    List<String> parameterNames,
    List<Match> matches,
    @Nullable String wouldMatch,
    String setting,
    String advice) {

  static final String PUBLIC_URL = "trunkline.callbacks.public-url";
  static final String AUTH_TOKEN = "trunkline.account.twilio.auth-token";
  static final String PROXY = "the proxy in front of this server";

  /** Nothing is. */
  public static final SignatureDiagnosis GENUINE = plain("", "", "");

  public static final SignatureDiagnosis NOT_OUR_ACCOUNT =
      plain(
          "It names a Twilio account that is not one of ours",
          "trunkline.account.twilio.account-sid",
          "if the account is yours, configure it, or open it with \"trunkline accounts add\"; if it"
              + " is not, take this address out of that account");

  public static final SignatureDiagnosis NO_PUBLIC_URL =
      plain(
          "No public URL is configured to judge it by",
          PUBLIC_URL,
          "set it to the address under which Twilio reaches this server");

  public static final SignatureDiagnosis NO_AUTH_TOKEN =
      plain(
          "The account has no auth token to judge it by; the secret of an API key signs nothing",
          AUTH_TOKEN,
          "set it to the primary auth token of the Twilio account, beside the API key");

  /** Twilio's own forms have a few thousand; more costs more than it tells. */
  private static final int MOST_SIGNED_CHARACTERS = 16 * 1024;

  public SignatureDiagnosis {
    parameterNames = List.copyOf(parameterNames);
    matches = List.copyOf(matches);
  }

  private static SignatureDiagnosis plain(String reason, String setting, String advice) {
    return new SignatureDiagnosis(reason, null, List.of(), List.of(), null, setting, advice);
  }

  /** What arrived cannot even be read. */
  public static SignatureDiagnosis unreadable(String detail) {
    return plain(
        "It arrived as something that Twilio does not send: " + detail,
        PROXY,
        Difference.PARAMETERS_REENCODED.advice());
  }

  /**
   * Tries some thousand signatures.
   *
   * @param shownPath the path as it may be shown while nobody knows who has called it
   */
  static SignatureDiagnosis of(
      SignedRequest request, String shownPath, URI publicUrl, Signers signers) {
    var expected =
        new SignatureDiagnosis(
            "",
            ShownUrl.of(TwilioSignature.base(publicUrl) + shownPath, request.query()),
            ShownUrl.names(request.form().keySet()),
            List.of(),
            null,
            "",
            "");
    if (request.signature().isEmpty()) {
      return expected.because(
          "It has no X-Twilio-Signature: it is not from Twilio, or a proxy drops the header",
          PROXY,
          "let every header of Twilio's through");
    }
    var form = TwilioSignature.written(request.form());
    if (form.length() > MOST_SIGNED_CHARACTERS) {
      return expected.because(
          "It is longer than anything that Twilio sends",
          PROXY,
          "look who else calls this address");
    }
    var guesses = new SignatureGuesses(request, publicUrl, form);
    var matches = new SignatureSearch(request, guesses).matches(signers);
    if (!matches.isEmpty()) {
      return expected.matching(matches, guesses);
    }
    return TwilioSignature.hasTrueBody(request)
        ? expected.because(
            "No variant that we can think of matches: the auth token is not one of this Twilio"
                + " account, or something rewrites the parameters, or it is not from Twilio",
            AUTH_TOKEN + " (not the secret of an API key), then " + PUBLIC_URL,
            "send a probe (\"trunkline doctor\"): it says what arrives of a request that is"
                + " certainly signed as Twilio would")
        : expected.because(
            "Its body is not the one whose bodySHA256 is in the query: something rewrites it",
            PROXY,
            Difference.PARAMETERS_REENCODED.advice());
  }

  public boolean isGenuine() {
    return reason.isEmpty();
  }

  private SignatureDiagnosis because(String why, String what, String how) {
    return new SignatureDiagnosis(why, expectedUrl, parameterNames, List.of(), null, what, how);
  }

  private SignatureDiagnosis matching(List<Match> found, SignatureGuesses guesses) {
    var first = found.getFirst();
    var differs = first.differs().stream().sorted().toList();
    var why = differs.stream().map(Difference::words).collect(joining(", "));
    return new SignatureDiagnosis(
        "Twilio has signed something else than what arrived; it differs in " + why,
        guesses.expectedUrl(),
        parameterNames,
        found.stream()
            .map(it -> new Match(ShownUrl.of(it.url()), it.differs(), it.account()))
            .toList(),
        first.account() == null ? guesses.base(first.url()) : "account " + first.account(),
        joined(differs.stream().map(Difference::setting)),
        joined(differs.stream().map(Difference::advice)));
  }

  private static String joined(Stream<String> parts) {
    return parts.distinct().collect(joining("; "));
  }
}
