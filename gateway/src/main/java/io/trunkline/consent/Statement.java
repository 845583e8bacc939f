// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Authority;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * @param shown the exact text that was shown to the recipient; the ledger keeps it, and the
 *     evidence gets its hash
 * @param at when it was said
 */
public record Statement(
    AccountId account,
    PhoneNumber recipient,
    ConsentScope scope,
    Kind kind,
    Set<Purpose> purposes,
    @Nullable ConsentLevel level,
    Source source,
    Evidence evidence,
    @Nullable String shown,
    Instant at) {

  /** Clocks differ. */
  private static final Duration FUTURE = Duration.ofMinutes(5);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  public Statement {
    purposes = Set.copyOf(purposes);
    evidence = shown == null ? evidence : evidence.showing(shown);
    at = Storage.storable(at);
  }

  /** Said without a text that was shown. */
  public Statement(
      AccountId account,
      PhoneNumber recipient,
      ConsentScope scope,
      Kind kind,
      Set<Purpose> purposes,
      @Nullable ConsentLevel level,
      Source source,
      Evidence evidence,
      Instant at) {
    this(account, recipient, scope, kind, purposes, level, source, evidence, null, at);
  }

  ConsentEvent event(UUID id, Instant recordedAt) {
    return new ConsentEvent(
        id, account, recipient, scope, kind, purposes, level, source, evidence, at, recordedAt);
  }

  /** The same, with this text for what was shown. */
  Statement showing(String text) {
    return new Statement(
        account, recipient, scope, kind, purposes, level, source, evidence, text, at);
  }

  /** The same, said by this word in answer to a text. */
  Statement answered(String word, List<String> messageSids, Instant answeredAt) {
    return new Statement(
        account,
        recipient,
        scope,
        kind,
        purposes,
        level,
        Source.DOUBLE_OPT_IN,
        evidence.answered(word, messageSids),
        shown,
        answeredAt);
  }

  /** What keeps it from being written; empty if nothing does. */
  List<Refusal> refusals(Instant now) {
    boolean grants = kind == Kind.GRANTED;
    var refusals = new ArrayList<Refusal>();
    if (grants && (level == null || level == ConsentLevel.NONE)) {
      refusals.add(required("/level", "is implied, express or written if somebody agrees"));
    }
    if (grants && purposes.isEmpty()) {
      refusals.add(required("/purposes", "are named if somebody agrees"));
    }
    if (level == ConsentLevel.WRITTEN && evidence.textSha256() == null) {
      refusals.add(required("/text", "is what was shown to somebody who agreed in writing"));
    }
    if (!grants && level != null) {
      refusals.add(invalid("/level", "is of a grant only"));
    }
    if (grants && !source.grants()) {
      refusals.add(invalid("/source", "is no way in which somebody agrees"));
    }
    if (kind == Kind.CLEARED && source.authority() == Authority.RECIPIENT) {
      refusals.add(invalid("/source", "is operator or regulator if a suspension is cleared"));
    }
    if (at.isAfter(now.plus(FUTURE)) || at.isBefore(Instant.EPOCH)) {
      refusals.add(invalid("/at", "is between 1970 and now"));
    }
    return refusals;
  }

  private static Refusal required(String pointer, String detail) {
    return Refusal.at(RequestRefusal.REQUIRED, pointer, detail);
  }

  private static Refusal invalid(String pointer, String detail) {
    return Refusal.at(RequestRefusal.INVALID_VALUE, pointer, detail);
  }

  /**
   * The id of what is recorded once: a UUIDv8 (RFC 9562) that begins with the time like all other
   * ids and goes on with a hash of the whole statement.
   */
  UUID fingerprint() {
    var hash = ByteBuffer.wrap(Sha256.bytes(ledgerText()));
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

  /** Without the text and the evidence. */
  @Override
  public String toString() {
    return "Statement[" + kind + " " + scope + " by " + source + " of " + recipient + "]";
  }
}
