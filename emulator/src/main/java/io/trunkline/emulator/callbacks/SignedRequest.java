// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.callbacks;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One callback, ready to go.
 *
 * @param url as it is requested and signed: without fragment and user information
 * @param userInfo {@code user:password} of the configured URL, null if it had none
 * @param body the encoded form of a POST, null for a GET
 */
record SignedRequest(
    String url,
    @Nullable String userInfo,
    @Nullable String body,
    String signature,
    String idempotencyToken,
    ConnectionOverrides overrides) {

  /** Signs the form with the token for the configured URL. */
  static SignedRequest sign(
      String authToken, String method, String url, CallbackForm form, String idempotencyToken) {
    return sign(authToken, method, url, form, idempotencyToken, UnaryOperator.identity());
  }

  /** The same, with a signature for the URL that the change makes of the one requested. */
  static SignedRequest sign(
      String authToken,
      String method,
      String url,
      CallbackForm form,
      String idempotencyToken,
      UnaryOperator<String> signedUrl) {
    var userInfo = userInfo(url);
    var bare = withoutUserInfo(withoutFragment(url), userInfo);
    boolean get = method.equals("GET");
    var full = get ? bare + (bare.contains("?") ? "&" : "?") + form.encoded() : bare;
    var signed = signedUrl.apply(full);
    return new SignedRequest(
        full,
        userInfo,
        get ? null : form.encoded(),
        get
            ? RequestSignature.ofUrl(authToken, signed)
            : RequestSignature.ofForm(authToken, signed, form),
        idempotencyToken,
        ConnectionOverrides.of(url));
  }

  /** The URL with a host that nobody asked; itself if it has none. */
  static String atAnotherHost(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return url;
    }
    int end = start + 3;
    while (end < url.length() && ":/?".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(0, start + 3) + "wrong.example" + url.substring(end);
  }

  /** The headers of a request, apart from those that every HTTP client adds. */
  static Map<String, String> headers(String method, String signature, String idempotencyToken) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Twilio-Signature", signature);
    headers.put("I-Twilio-Idempotency-Token", idempotencyToken);
    if (!method.equals("GET")) {
      headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    }
    headers.put("User-Agent", "TwilioProxy/1.1");
    headers.put("Accept", "*/*");
    return headers;
  }

  Map<String, String> headers() {
    return headers(body == null ? "GET" : "POST", signature, idempotencyToken);
  }

  /** The path of a URL, for matching; the URL itself if it cannot be read as one. */
  static String pathOf(String url) {
    int host = url.indexOf("://");
    int path = host < 0 ? -1 : url.indexOf('/', host + 3);
    if (path < 0) {
      return url;
    }
    var rest = withoutFragment(url.substring(path));
    int query = rest.indexOf('?');
    return query < 0 ? rest : rest.substring(0, query);
  }

  private static String withoutFragment(String url) {
    int fragment = url.indexOf('#');
    return fragment < 0 ? url : url.substring(0, fragment);
  }

  private static @Nullable String userInfo(String url) {
    try {
      return URI.create(url).getUserInfo();
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private static String withoutUserInfo(String url, @Nullable String userInfo) {
    if (userInfo == null) {
      return url;
    }
    int start = url.indexOf("://") + 3;
    return url.substring(0, start) + url.substring(url.indexOf('@') + 1);
  }
}
