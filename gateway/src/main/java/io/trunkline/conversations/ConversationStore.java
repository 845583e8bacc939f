// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The table {@code conversations}. */
final class ConversationStore {

  private static final int LONGEST_PREVIEW = 160;

  private final JdbcClient jdbc;
  private final Ids ids;
  private final ConversationsProperties limits;

  ConversationStore(Storage storage, Ids ids, ConversationsProperties limits) {
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
        .query(ConversationStore::addressed)
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
    return statement
        .params(rows(messages).parameters())
        .query(ConversationStore::addressed)
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static RowArrays<Spoken> rows(Collection<Spoken> messages) {
    return rows(messages, Spoken::conversation)
        .instants("ats", Spoken::at)
        .texts("previews", spoken -> preview(spoken.body()));
  }

  private static <T> RowArrays<T> rows(
      Collection<T> all, Function<T, ConversationKey> conversation) {
    return RowArrays.of(List.copyOf(all))
        .uuids("accounts", one -> conversation.apply(one).account().value())
        .texts("channels", one -> lower(conversation.apply(one).channel()))
        .texts("senders", one -> conversation.apply(one).sender())
        .texts("contacts", one -> conversation.apply(one).contact());
  }

  Optional<Conversation> find(AccountId account, ConversationId id) {
    return jdbc.sql(
            "SELECT * FROM trunkline.conversations WHERE account_id = :account AND id = :id")
        .param("account", account.value())
        .param("id", id.value())
        .query(ConversationStore::conversation)
        .optional();
  }

  List<Conversation> list(ConversationQuery query) {
    var after = query.after();
    return jdbc.sql(
            """
            SELECT * FROM trunkline.conversations
            WHERE account_id = :account
              AND (NOT :unread_only OR unread > 0)
              AND (:contact::text IS NULL OR contact = :contact)
              AND (:after_id::uuid IS NULL
                OR (last_activity_at, id) < (:after_at::timestamptz, :after_id::uuid))
            ORDER BY last_activity_at DESC, id DESC
            LIMIT :limit
            """)
        .param("account", query.account().value())
        .param("unread_only", query.unreadOnly())
        .param("contact", query.contact())
        .param("after_at", after == null ? null : Storage.parameter(after.lastActivityAt()))
        .param("after_id", after == null ? null : after.id().value())
        .param("limit", query.limit())
        .query(ConversationStore::conversation)
        .list();
  }

  void markRead(AccountId account, ConversationId id, @Nullable Instant seen) {
    jdbc.sql(
            """
            UPDATE trunkline.conversations SET unread = 0
            WHERE account_id = :account AND id = :id AND unread > 0
              AND (:seen::timestamptz IS NULL OR last_inbound_at <= :seen)
            """)
        .param("account", account.value())
        .param("id", id.value())
        .param("seen", Storage.parameter(seen))
        .update();
  }

  Map<ConversationKey, Instant> lastInbound(Collection<ConversationKey> keys) {
    var statement =
        jdbc.sql(
            """
            SELECT account_id, channel, sender, contact, last_inbound_at
            FROM trunkline.conversations
            JOIN unnest(:accounts::uuid[], :channels::text[], :senders::text[], :contacts::text[])
              AS asked (account_id, channel, sender, contact)
              USING (account_id, channel, sender, contact)
            WHERE last_inbound_at IS NOT NULL
            """);
    return statement
        .params(rows(Set.copyOf(keys), key -> key).parameters())
        .query((row, index) -> Map.entry(key(row), Storage.instant(row, "last_inbound_at")))
        .list()
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Our senders that each of these has written to since then, the latest first. */
  Map<Contact, List<String>> heardBy(Collection<Contact> contacts, Instant since) {
    return jdbc
        .sql(
            """
            SELECT account_id, channel, contact, sender
            FROM trunkline.conversations
            JOIN unnest(:accounts::uuid[], :channels::text[], :contacts::text[])
              AS asked (account_id, channel, contact) USING (account_id, channel, contact)
            WHERE last_inbound_at > :since
            ORDER BY last_inbound_at DESC, sender
            """)
        .params(
            RowArrays.of(List.copyOf(Set.copyOf(contacts)))
                .uuids("accounts", contact -> contact.account().value())
                .texts("channels", contact -> lower(contact.channel()))
                .texts("contacts", Contact::address)
                .parameters())
        .param("since", Storage.parameter(since))
        .query(
            (row, index) ->
                Map.entry(
                    new Contact(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                        row.getString("contact")),
                    row.getString("sender")))
        .list()
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
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
        .param("channel", lower(key.channel()))
        .param("sender", key.sender())
        .param("contact", key.contact());
  }

  private static Map.Entry<ConversationKey, ConversationId> addressed(ResultSet row, int index)
      throws SQLException {
    return Map.entry(key(row), new ConversationId(row.getObject("id", UUID.class)));
  }

  private static Conversation conversation(ResultSet row, int index) throws SQLException {
    return new Conversation(
        new ConversationId(row.getObject("id", UUID.class)),
        key(row),
        row.getString("service"),
        nullable(row, "last_inbound_at"),
        nullable(row, "last_outbound_at"),
        Storage.instant(row, "last_activity_at"),
        row.getString("preview"),
        row.getInt("unread"),
        Storage.instant(row, "created_at"));
  }

  private static ConversationKey key(ResultSet row) throws SQLException {
    return new ConversationKey(
        new AccountId(row.getObject("account_id", UUID.class)),
        Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
        row.getString("sender"),
        row.getString("contact"));
  }

  private static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null ? null : Storage.instant(row, column);
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

  private static String lower(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
