// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import java.util.Base64;

/**
 * What secrets are sealed with in the database. A host that keeps one of its own offers it as a
 * bean; it seals where {@code trunkline.account.encryption-key} is not set, and opens in any case.
 *
 * @param base64 32 random bytes in base64
 */
public record EncryptionKey(String base64) {

  /**
   * @throws IllegalArgumentException if it is not 32 bytes in base64; the value is not repeated
   */
  public EncryptionKey {
    if (!isKey(base64)) {
      throw new IllegalArgumentException(
          "trunkline.account.encryption-key is 32 bytes in base64: openssl rand -base64 32");
    }
  }

  private static boolean isKey(String text) {
    try {
      return Base64.getDecoder().decode(text).length == 32;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  @Override
  public String toString() {
    return "EncryptionKey[…]";
  }
}
