// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trunkline.account.AccountId;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be written into the ledger; the fields are those of a {@link ConsentEvent}.
 *
 * @param purposes empty for all there are and will be
 * @param level of a grant; null otherwise
 * @param at when it was said
 */
public record Statement(
    AccountId account,
    PhoneNumber recipient,
    ConsentScope scope,
    ConsentEvent.Kind kind,
    Set<Purpose> purposes,
    @Nullable ConsentLevel level,
    ConsentEvent.Source source,
    Evidence evidence,
    Instant at) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  public Statement {
    purposes = Set.copyOf(purposes);
    at = Storage.storable(at);
  }

  ConsentEvent event(UUID id, Instant recordedAt) {
    return new ConsentEvent(
        id, account, recipient, scope, kind, purposes, level, source, evidence, at, recordedAt);
  }

  /**
   * The id of what is recorded once: a UUIDv8 (RFC 9562) that begins with the time like all other
   * ids and goes on with a hash of the whole statement.
   */
  UUID fingerprint() {
    var hash = ByteBuffer.wrap(sha256(ledgerText()));
    return new UUID(
        (at.toEpochMilli() << 16) | VERSION_8 | (hash.getLong() & 0x0FFF),
        VARIANT | (hash.getLong() >>> 2));
  }

  private String ledgerText() {
    return String.join(
        "\n",
        account.toString(),
        recipient.e164(),
        scope.value(),
        kind.name(),
        new TreeSet<>(purposes).toString(),
        String.valueOf(level),
        source.name(),
        JSON.writeValueAsString(evidence),
        at.toString());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
