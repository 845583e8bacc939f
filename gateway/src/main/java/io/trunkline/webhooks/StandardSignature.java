// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of the Standard Webhooks specification, version {@code v1}: HMAC-SHA256 over id,
 * time and body. See <a href="https://www.standardwebhooks.com">standardwebhooks.com</a>.
 */
final class StandardSignature {

  private StandardSignature() {}

  /**
   * The value of {@code webhook-signature}.
   *
   * @param secrets each of which signs; the receiver needs one of them
   * @param timestamp of this attempt, in seconds
   */
  static String of(List<WebhookSecret> secrets, String id, long timestamp, byte[] body) {
    var before = (id + "." + timestamp + ".").getBytes(UTF_8);
    return secrets.stream()
        .map(each -> "v1," + Base64.getEncoder().encodeToString(hmac(each.key(), before, body)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] hmac(byte[] key, byte[] before, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(before);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
