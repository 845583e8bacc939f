// SPDX-License-Identifier: Apache-2.0
package io.trunkline.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's signature: HMAC-SHA1 over the URL that Twilio called and the sorted parameters of the
 * form, with the account's auth token as key.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security">Twilio: security</a>
 */
public final class TwilioSignature {

  private static final String ALGORITHM = "HmacSHA1";

  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>\\[[^]]+]|[^/?#:]+)(?<port>:[0-9]+)?(?<rest>([/?].*)?)");

  private static final Pattern BODY_HASH =
      Pattern.compile("(?:^|&)bodySHA256=([0-9a-f]{64})(?:&|$)");

  private TwilioSignature() {}

  /** Which of the tokens has signed the request as one to this public URL; empty if none has. */
  public static Optional<String> signer(SignedRequest request, URI publicUrl, List<String> tokens) {
    return hasTrueBody(request)
        ? signer(request, called(publicUrl, request), tokens)
        : Optional.empty();
  }

  /** The URL that Twilio has called if everything is configured as it should be. */
  private static String called(URI publicUrl, SignedRequest request) {
    return withQuery(base(publicUrl) + request.path(), request);
  }

  /** Scheme, host, port and prefix: Twilio leaves out user, password and fragment. */
  public static String base(URI publicUrl) {
    var user = publicUrl.getRawUserInfo();
    var text = publicUrl.toString().replaceFirst("#.*$", "").replaceFirst("/+$", "");
    return user == null ? text : text.replace(user + "@", "");
  }

  private static String withQuery(String url, SignedRequest request) {
    return request.query() == null ? url : url + "?" + request.query();
  }

  private static Optional<String> signer(SignedRequest request, String url, List<String> tokens) {
    var given = request.signature().getBytes(UTF_8);
    var form = written(request.form());
    // Which of them is right is no secret, so the first that is ends the search.
    return tokens.stream()
        .filter(
            token ->
                portVariants(url)
                    .anyMatch(
                        variant ->
                            MessageDigest.isEqual(
                                sign(token, variant + form).getBytes(UTF_8), given)))
        .findFirst();
  }

  /** A body that is not a form is signed by its hash in the query. */
  public static boolean hasTrueBody(SignedRequest request) {
    if (request.bodySha256() == null) {
      return true;
    }
    var named = BODY_HASH.matcher(request.query() == null ? "" : request.query());
    return named.find()
        && MessageDigest.isEqual(
            named.group(1).getBytes(UTF_8), request.bodySha256().getBytes(UTF_8));
  }

  /**
   * @return what Twilio writes into the header
   */
  public static String sign(String token, String url, Map<String, List<String>> form) {
    return sign(token, url + written(form));
  }

  /** What of a form is signed: a parameter that comes several times with each distinct value. */
  public static String written(Map<String, List<String>> form) {
    var written = new StringBuilder();
    new TreeMap<>(form)
        .forEach(
            (name, values) ->
                new TreeSet<>(values).forEach(value -> written.append(name).append(value)));
    return written.toString();
  }

  /**
   * @param base the URL, and what is signed of the form
   */
  public static String sign(String token, String base) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(UTF_8), ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Some of Twilio's products write the port and some leave it out, so both are right. */
  private static Stream<String> portVariants(String url) {
    var parts = URL.matcher(url);
    if (!parts.matches()) {
      return Stream.of(url);
    }
    var front = parts.group("scheme") + "://" + parts.group("host");
    var port = parts.group("port");
    var rest = parts.group("rest");
    var standard = parts.group("scheme").equals("https") ? ":443" : ":80";
    return Stream.of(url, front + (port == null ? standard : "") + rest);
  }
}
