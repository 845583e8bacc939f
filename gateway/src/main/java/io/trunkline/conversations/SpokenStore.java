// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.trunkline.id.Ids;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What is said in the table {@code conversations}, and what the guard against loops counts. */
final class SpokenStore {

  private static final int LONGEST_PREVIEW = 160;

  private final JdbcClient jdbc;
  private final Ids ids;
  private final ConversationsProperties limits;

  SpokenStore(Storage storage, Ids ids, ConversationsProperties limits) {
    this.jdbc = storage.jdbc();
    this.ids = ids;
    this.limits = limits;
  }

  /**
   * @param messages at most one of each conversation
   */
  Map<ConversationKey, ConversationId> recordInbound(Collection<Spoken> messages, Instant now) {
    var statement =
        jdbc.sql(
            """
            INSERT INTO trunkline.conversations AS known
              (id, account_id, channel, sender, contact, service, last_inbound_at, preview, unread,
               repeated_body, repeats, created_at)
            SELECT id, account_id, channel, sender, contact, service, at, preview, 1,
              decode(digest, 'hex'), CASE WHEN digest IS NULL THEN '{}' ELSE ARRAY[at] END, :now
            FROM unnest(:ids::uuid[], :accounts::uuid[], :channels::text[], :senders::text[],
                :contacts::text[], :services::text[], :ats::timestamptz[], :previews::text[],
                :digests::text[])
              AS spoken (id, account_id, channel, sender, contact, service, at, preview, digest)
            ORDER BY account_id, channel, sender, contact
            ON CONFLICT ON CONSTRAINT conversations_key_unique DO UPDATE SET
              service = CASE WHEN excluded.last_inbound_at >= known.last_inbound_at
                THEN excluded.service ELSE known.service END,
              last_inbound_at = greatest(known.last_inbound_at, excluded.last_inbound_at),
              preview = CASE WHEN excluded.last_activity_at >= known.last_activity_at
                THEN excluded.preview ELSE known.preview END,
              unread = known.unread + 1,
              repeated_body = excluded.repeated_body,
              repeats = CASE WHEN known.repeated_body = excluded.repeated_body
                THEN (excluded.repeats || known.repeats)[1 : :most]
                ELSE excluded.repeats END
            RETURNING id, account_id, channel, sender, contact
            """);
    return statement
        .params(
            rows(messages)
                .uuids("ids", _ -> ids.next())
                .texts("services", Spoken::service)
                .texts("digests", spoken -> digest(spoken.body()))
                .parameters())
        .param("now", Storage.parameter(now))
        .param("most", limits.repeats())
        .query(SpokenStore::addressed)
        .list()
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Touches those conversations that there are; locks no more than these, in one order.
   *
   * @param messages at most one of each conversation
   */
  Map<ConversationKey, ConversationId> recordOutbound(Collection<Spoken> messages) {
    var statement =
        jdbc.sql(
            """
            WITH spoken AS (
              SELECT known.id, new.at, new.preview
              FROM unnest(:accounts::uuid[], :channels::text[], :senders::text[],
                  :contacts::text[], :ats::timestamptz[], :previews::text[])
                AS new (account_id, channel, sender, contact, at, preview)
              JOIN trunkline.conversations AS known
                USING (account_id, channel, sender, contact)
              ORDER BY account_id, channel, sender, contact
              FOR UPDATE OF known)
            UPDATE trunkline.conversations AS known SET
              last_outbound_at = greatest(known.last_outbound_at, spoken.at),
              preview = CASE WHEN spoken.at >= known.last_activity_at
                THEN spoken.preview ELSE known.preview END
            FROM spoken
            WHERE known.id = spoken.id
            RETURNING known.id, account_id, channel, sender, contact
            """);
    return statement.params(rows(messages).parameters()).query(SpokenStore::addressed).stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static RowArrays<Spoken> rows(Collection<Spoken> messages) {
    return ConversationRows.keyed(messages, Spoken::conversation)
        .instants("ats", Spoken::at)
        .texts("previews", spoken -> preview(spoken.body()));
  }

  /** What the guard has to know, the row locked until the end of the transaction. */
  Optional<LoopGuard.Facts> lockFacts(ConversationKey key) {
    return withKey(
            jdbc.sql(
                """
                SELECT answers, repeats FROM trunkline.conversations
                WHERE account_id = :account AND channel = :channel AND sender = :sender
                  AND contact = :contact
                FOR UPDATE
                """),
            key)
        .query(
            (row, index) ->
                new LoopGuard.Facts(
                    instants(row.getArray("answers")), instants(row.getArray("repeats"))))
        .optional();
  }

  void countAnswer(ConversationKey key, Instant now) {
    withKey(
            jdbc.sql(
                """
                UPDATE trunkline.conversations
                SET answers = (:now::timestamptz || answers)[1 : :most]
                WHERE account_id = :account AND channel = :channel AND sender = :sender
                  AND contact = :contact
                """),
            key)
        .param("now", Storage.parameter(now))
        .param("most", limits.answers())
        .update();
  }

  private static StatementSpec withKey(StatementSpec statement, ConversationKey key) {
    return statement
        .param("account", key.account().value())
        .param("channel", ConversationRows.lower(key.channel()))
        .param("sender", key.sender())
        .param("contact", key.contact());
  }

  private static Map.Entry<ConversationKey, ConversationId> addressed(ResultSet row, int index)
      throws SQLException {
    return Map.entry(
        ConversationRows.key(row), new ConversationId(row.getObject("id", UUID.class)));
  }

  private static List<Instant> instants(Array array) throws SQLException {
    return Arrays.stream((Object[]) array.getArray())
        .map(element -> ((Timestamp) element).toInstant())
        .toList();
  }

  private static String preview(String body) {
    return body.codePointCount(0, body.length()) <= LONGEST_PREVIEW
        ? body
        : body.substring(0, body.offsetByCodePoints(0, LONGEST_PREVIEW));
  }

  /** Null for no words: pictures in a row are no repetition. */
  private static @Nullable String digest(String body) {
    if (body.isBlank()) {
      return null;
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
