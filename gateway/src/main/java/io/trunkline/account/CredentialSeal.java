// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals credentials with AES-256-GCM. The account's id is authenticated with them, so that a sealed
 * value copied into another account's row does not open.
 */
final class CredentialSeal {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  CredentialSeal(String base64Key) {
    this.key = new SecretKeySpec(Base64.getDecoder().decode(base64Key), "AES");
  }

  byte[] seal(AccountId account, TwilioCredentials credentials) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = run(Cipher.ENCRYPT_MODE, nonce, account, JSON.writeValueAsBytes(credentials));
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * @throws IllegalStateException if it was sealed with another key or for another account
   */
  TwilioCredentials open(AccountId account, byte[] sealed) {
    // Of what is too short, copyOf makes a nonce with which nothing opens.
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    var rest = Arrays.copyOfRange(sealed, Math.min(NONCE_BYTES, sealed.length), sealed.length);
    return JSON.readValue(run(Cipher.DECRYPT_MODE, nonce, account, rest), TwilioCredentials.class);
  }

  private byte[] run(int mode, byte[] nonce, AccountId account, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(
          ByteBuffer.allocate(Long.BYTES * 2)
              .putLong(account.value().getMostSignificantBits())
              .putLong(account.value().getLeastSignificantBits())
              .flip());
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The credentials of " + account + " do not open with this encryption key", e);
    }
  }
}
