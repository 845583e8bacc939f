// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals credentials and other secrets with AES-256-GCM. The account's id is authenticated with
 * them, and what they are for, so that a sealed value copied into another row does not open.
 *
 * <p>The first key seals and every one opens, so that whoever sets a key of their own loses nothing
 * of what was sealed before.
 */
final class CredentialSeal {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Credentials were sealed before there was anything else to seal. */
  private static final String FOR_CREDENTIALS = "";

  private final List<SecretKeySpec> keys;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys at least one
   */
  CredentialSeal(List<EncryptionKey> keys) {
    this.keys = keys.stream().map(key -> new SecretKeySpec(key.bytes(), "AES")).toList();
  }

  byte[] seal(AccountId account, TwilioCredentials credentials) {
    return seal(account, FOR_CREDENTIALS, JSON.writeValueAsBytes(credentials));
  }

  /**
   * @throws IllegalStateException if it was sealed with another key or for another account
   */
  TwilioCredentials open(AccountId account, byte[] sealed) {
    return JSON.readValue(open(account, FOR_CREDENTIALS, sealed), TwilioCredentials.class);
  }

  byte[] seal(AccountId account, String use, byte[] secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = run(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, account, use, secret);
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES/GCM", e);
    }
  }

  /**
   * @throws IllegalStateException if it was sealed with another key, for another account or use
   */
  byte[] open(AccountId account, String use, byte[] sealed) {
    // Of what is too short, copyOf makes a nonce with which nothing opens.
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    var rest = Arrays.copyOfRange(sealed, Math.min(NONCE_BYTES, sealed.length), sealed.length);
    GeneralSecurityException last = null;
    for (var key : keys) {
      try {
        return run(Cipher.DECRYPT_MODE, key, nonce, account, use, rest);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new IllegalStateException(
        "What is sealed for " + account + " does not open with this encryption key", last);
  }

  private static byte[] run(
      int mode, SecretKeySpec key, byte[] nonce, AccountId account, String use, byte[] input)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        ByteBuffer.allocate(Long.BYTES * 2)
            .putLong(account.value().getMostSignificantBits())
            .putLong(account.value().getLeastSignificantBits())
            .flip());
    cipher.updateAAD(use.getBytes(UTF_8));
    return cipher.doFinal(input);
  }
}
