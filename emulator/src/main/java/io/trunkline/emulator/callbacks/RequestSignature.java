// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import io.trunkline.emulator.evidence.Seen;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code X-Twilio-Signature} of a request: Base64 of the HMAC-SHA1, under the account's primary
 * auth token, of the URL followed by each form parameter, sorted by name, name and value without
 * separators.
 */
@Seen(
    what = "A callback is signed over its URL and the sorted parameters of its form.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "usage/security")
public final class RequestSignature {
  private static final String HMAC = "HmacSHA1";

  private RequestSignature() {}

  /**
   * Signs a form.
   *
   * @param url as requested, without fragment and user information, escapes untouched
   */
  public static String ofForm(String authToken, String url, Iterable<Parameter> form) {
    return sign(authToken, baseString(url, form));
  }

  /** What is signed for a form. */
  static String baseString(String url, Iterable<Parameter> form) {
    var text = new StringBuilder(url);
    sorted(form).forEach((name, values) -> values.forEach(v -> text.append(name).append(v)));
    return text.toString();
  }

  /** Signs a request whose parameters are all in the URL: a GET, or a JSON body by its digest. */
  public static String ofUrl(String authToken, String url) {
    return sign(authToken, url);
  }

  /** What the query parameter {@code bodySHA256} says about a body that is not a form. */
  public static String bodySha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** A repeated name counts once for each distinct value, in order of the values. */
  @Seen(
      what = "A parameter that repeats counts once with each of its values, sorted.",
      source = Seen.Source.SDK,
      on = "2026-11",
      at = "twilio-node 6.2.0 webhooks")
  private static Map<String, SortedSet<String>> sorted(Iterable<Parameter> form) {
    var byName = new TreeMap<String, SortedSet<String>>();
    for (var parameter : form) {
      byName.computeIfAbsent(parameter.name(), n -> new TreeSet<>()).add(parameter.value());
    }
    return byName;
  }

  private static String sign(String authToken, String text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), HMAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }
}
