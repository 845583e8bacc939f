// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.problem.Refusal;
import java.util.Base64;

/**
 * The key with which the webhooks of an endpoint are signed.
 *
 * @param text as the Standard Webhooks specification writes it: {@code whsec_} and 24 to 64 bytes
 *     in base64
 */
public record WebhookSecret(String text) {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final int FINGERPRINT = 8;

  /**
   * @throws io.trunkline.problem.RefusalException if it is none
   */
  public WebhookSecret {
    if (!isSecret(text)) {
      throw Refusal.at(
              WebhookRefusal.INVALID_WEBHOOK_SECRET,
              "/secret",
              "is whsec_ and 24 to 64 bytes in base64")
          .asException();
    }
  }

  static WebhookSecret of(byte[] key) {
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /** The first eight digits of the SHA-256 of its bytes, which tell it from others. */
  public String fingerprint() {
    return Sha256.of(key()).substring(0, FINGERPRINT);
  }

  byte[] key() {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }

  private static boolean isSecret(String text) {
    try {
      var length = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
      return text.startsWith(PREFIX) && length >= SHORTEST && length <= LONGEST;
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return false;
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "WebhookSecret[" + key().length + " bytes]";
  }
}
