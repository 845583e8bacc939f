// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of texts in UTF-8. */
final class Sha256 {

  private Sha256() {}

  static byte[] bytes(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In lower-case hexadecimal. */
  static String hex(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }
}
