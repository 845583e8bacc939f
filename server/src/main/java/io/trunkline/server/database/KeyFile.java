// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import io.trunkline.account.EncryptionKey;
import io.trunkline.server.failure.PlainFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The encryption key in a data folder. It keeps secrets out of dumps of the database; from whoever
 * has the whole folder it keeps nothing.
 */
final class KeyFile {

  private static final int BYTES = 32;

  private KeyFile() {}

  /** For whoever has locked the folder: the key, made if there is none. */
  static EncryptionKey readOrMade(Path file) {
    return read(file).orElseGet(() -> made(file));
  }

  /** Empty if none was made yet. */
  static Optional<EncryptionKey> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(new EncryptionKey(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new PlainFailure("The encryption key in " + file + " cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new PlainFailure(
          "What is in %s is no encryption key: put back the one that was there, or remove the file and lose what it has sealed"
              .formatted(file),
          e);
    }
  }

  private static EncryptionKey made(Path file) {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var key = new EncryptionKey(Base64.getEncoder().encodeToString(bytes));
    try {
      DataFolder.writeSecret(file, key.base64());
      return key;
    } catch (IOException e) {
      throw new PlainFailure("The encryption key cannot be kept in " + file + ": " + e, e);
    }
  }
}
