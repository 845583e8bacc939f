// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.account.AccountId;
import java.time.Instant;

/**
 * A file that we keep. It never changes.
 *
 * @param token the last part of its public address; whoever knows it may read the file
 * @param contentType in lower case, without parameters
 * @param size in bytes
 * @param sha256 of the bytes, in hexadecimal
 * @param expiresAt when it is deleted; from then on nobody sees it
 */
public record MediaFile(
    MediaId id,
    AccountId account,
    String token,
    String contentType,
    long size,
    String sha256,
    Instant createdAt,
    Instant expiresAt) {

  /** Without the token. */
  @Override
  public String toString() {
    return "MediaFile[" + id + ", " + contentType + ", " + size + "]";
  }
}
