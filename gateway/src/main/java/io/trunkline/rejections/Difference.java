// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static io.trunkline.rejections.SignatureDiagnosis.AUTH_TOKEN;
import static io.trunkline.rejections.SignatureDiagnosis.PROXY;
import static io.trunkline.rejections.SignatureDiagnosis.PUBLIC_URL;

import java.util.Locale;

/** In what a callback that Twilio has signed differs from what has arrived here. */
public enum Difference {
  SCHEME("the scheme", PUBLIC_URL),
  HOST("the host", PUBLIC_URL),
  HOST_CASE("capital letters in the host", PUBLIC_URL),
  PORT("the port", PUBLIC_URL),
  PREFIX("the prefix of the path", PUBLIC_URL),
  PATH(
      "the path, which something rewrites",
      PROXY,
      "pass the path on as it comes: nginx \"proxy_pass http://server;\" with nothing after the"
          + " port, no ReplacePath or rewrite; or give Twilio the address that arrives here"),
  TRAILING_SLASH(
      "a slash at the end of the path",
      PROXY,
      "let nothing add or take away the last slash, or give Twilio the address without it"),
  PATH_ENCODING(
      "the percent-encoding of the path",
      PROXY,
      "pass the path on as it comes: nginx \"proxy_pass http://server;\" with nothing after the"
          + " port; no normalising of paths"),
  QUERY_ADDED(
      "a query that something has added",
      PROXY,
      "let nothing add parameters to the addresses below /twilio/"),
  QUERY_DROPPED(
      "a query that something has dropped",
      PROXY,
      "pass the query on: nginx \"proxy_pass http://server;\" or \"$request_uri\", no rewrite that"
          + " ends in a question mark"),
  QUERY_ENCODING(
      "the encoding of the query",
      PROXY,
      "pass the query on as it comes, with + and %20 and %2B left alone"),
  PARAMETERS_TRIMMED("white space around parameters", PROXY, Advice.BODY),
  PARAMETERS_DROPPED("empty parameters, which something drops", PROXY, Advice.BODY),
  PARAMETERS_ADDED("a parameter that something has added", PROXY, Advice.BODY),
  PARAMETERS_REENCODED("the encoding of parameters", PROXY, Advice.BODY),
  FORGOTTEN_AUTH_TOKEN(
      "an auth token that has been forgotten here",
      AUTH_TOKEN,
      "Twilio still signs with it: add it again as the secondary token until the new one has been"
          + " promoted at Twilio"),
  OTHER_ACCOUNT(
      "the auth token of another account",
      AUTH_TOKEN,
      "look which account the token belongs to: a subaccount signs with its own token");

  /** Constants of an enum may not name its own. */
  private static final class Advice {

    static final String BODY =
        "let nothing read and write anew the bodies of requests below /twilio/: no firewall,"
            + " gateway or middleware that parses forms";

    private Advice() {}
  }

  private final String words;
  private final String setting;
  private final String advice;

  Difference(String words, String setting) {
    this(
        words,
        setting,
        "set trunkline.callbacks.public-url (TWILIO_WEBHOOK_BASE_URL) to the address that Twilio"
            + " calls; or, if that is an old one, give Twilio the new one: \"trunkline doctor\""
            + " compares the two");
  }

  Difference(String words, String setting, String advice) {
    this.words = words;
    this.setting = setting;
    this.advice = advice;
  }

  /** Stable, {@code trailing_slash}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, within a sentence. */
  public String words() {
    return words;
  }

  /** What to change: a property, or something that is not ours. */
  public String setting() {
    return setting;
  }

  /** How to change it. */
  public String advice() {
    return advice;
  }
}
