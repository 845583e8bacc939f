// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a signature is wrong, found by trying what is usually misconfigured until something matches.
 * Only Twilio can have made what matches, so its URL is the truth and may be shown.
 *
 * @param reason what differs
 * @param wouldMatch the scheme, host, port and prefix that Twilio has really called, or the account
 *     whose token has signed; absent if nothing that we can think of has
 * @param setting what to change
 */
record SignatureDiagnosis(String reason, @Nullable String wouldMatch, String setting) {

  static final String PUBLIC_URL = "trunkline.callbacks.public-url";

  private static final String SCHEME = "scheme";
  private static final String HOST = "host";
  private static final String PREFIX = "prefix of the path";
  private static final Set<String> OF_PUBLIC_URL = Set.of(SCHEME, HOST, PREFIX);

  /** One thing that may be different, and what it does to the URL. */
  private record Guess(String url, String base, List<String> differs) {

    Guess {
      differs = List.copyOf(differs);
    }

    String reason() {
      return "Twilio has called another URL: " + String.join(", ", differs);
    }

    String setting() {
      return differs.stream().anyMatch(OF_PUBLIC_URL::contains)
          ? PUBLIC_URL
          : "the proxy in front of this server, or the address that Twilio has been given";
    }
  }

  /**
   * Tries some hundred signatures: for a request that has been refused, and not for every one.
   *
   * @param tokens of the account that the callback names
   * @param otherTokens of other accounts that may have signed instead, by the account's name
   */
  static SignatureDiagnosis of(
      SignedRequest request,
      URI publicUrl,
      List<String> tokens,
      Map<String, List<String>> otherTokens) {
    if (request.signature().isEmpty()) {
      return new SignatureDiagnosis(
          "It has no X-Twilio-Signature: it is not from Twilio, or a proxy drops the header",
          null,
          "the proxy in front of this server");
    }
    if (!TwilioSignature.hasTrueBody(request)) {
      return new SignatureDiagnosis(
          "Its body is not the one whose bodySHA256 is in the query: something rewrites it",
          null,
          "the proxy in front of this server");
    }
    for (var other : otherTokens.entrySet()) {
      var called = TwilioSignature.called(publicUrl, request);
      if (TwilioSignature.signs(request, called, other.getValue())) {
        return new SignatureDiagnosis(
            "It is signed with the auth token of another account",
            "account " + other.getKey(),
            "the auth token of the account that the callback names");
      }
    }
    return guesses(request, publicUrl)
        .filter(guess -> TwilioSignature.signs(request, guess.url(), tokens))
        .findFirst()
        .map(guess -> new SignatureDiagnosis(guess.reason(), guess.base(), guess.setting()))
        .orElseGet(
            () ->
                new SignatureDiagnosis(
                    "No URL that we can think of matches: the auth token is not the primary one of"
                        + " this Twilio account, or something rewrites the parameters",
                    null,
                    "trunkline.account.twilio.auth-token (not the secret of an API key), then "
                        + PUBLIC_URL));
  }

  private static Stream<Guess> guesses(SignedRequest request, URI publicUrl) {
    var seen = request.seen();
    var prefix = Objects.requireNonNullElse(publicUrl.getRawPath(), "").replaceFirst("/+$", "");
    var authority = TwilioSignature.base(publicUrl).replaceFirst("^https?://([^/]*).*$", "$1");
    var guesses = new LinkedHashMap<String, Guess>();
    for (var scheme : List.of(publicUrl.getScheme(), other(publicUrl.getScheme()))) {
      for (var host : present(authority, seen.host(), seen.forwardedHost())) {
        for (var front : present(prefix, "", seen.forwardedPrefix(), seen.contextPath())) {
          for (var path : List.of(request.path(), toggledSlash(request.path()))) {
            var base = scheme + "://" + host + front;
            var differs = new ArrayList<String>();
            differ(differs, SCHEME, scheme, publicUrl.getScheme());
            differ(differs, HOST, host, authority);
            differ(differs, PREFIX, front, prefix);
            differ(differs, "slash at the end", path, request.path());
            var url = TwilioSignature.withQuery(base + path, request);
            guesses.putIfAbsent(url, new Guess(url, base, differs));
            differs.add("query");
            guesses.putIfAbsent(base + path, new Guess(base + path, base, differs));
          }
        }
      }
    }
    return guesses.values().stream();
  }

  private static void differ(List<String> differs, String what, String one, String other) {
    if (!one.equalsIgnoreCase(other)) {
      differs.add(what);
    }
  }

  private static Set<String> present(@Nullable String... values) {
    var present = new LinkedHashSet<String>();
    for (var value : values) {
      if (value != null) {
        present.add(value.replaceFirst("/+$", ""));
      }
    }
    return present;
  }

  private static String other(String scheme) {
    return scheme.equals("https") ? "http" : "https";
  }

  private static String toggledSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
  }
}
