// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A form as Twilio signs it, by Twilio's description and none of our own code: the judge of what
 * the server takes for genuine.
 *
 * @param fields every value of each name
 */
record SignedForm(String url, TreeMap<String, List<String>> fields) {

  static SignedForm of(String url, Map<String, String> fields) {
    var all = new TreeMap<String, List<String>>();
    fields.forEach((name, value) -> all.put(name, List.of(value)));
    return new SignedForm(url, all);
  }

  /** What stands in {@code X-Twilio-Signature}. */
  String signature(String token) {
    var text = new StringBuilder(url);
    fields.forEach(
        (name, values) -> new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      var bytes = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException(absent);
    }
  }

  String body() {
    var pairs = new ArrayList<String>();
    fields.forEach((name, values) -> values.forEach(value -> pairs.add(pair(name, value))));
    return String.join("&", pairs);
  }

  private static String pair(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
