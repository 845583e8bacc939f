// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.segments.Encoding;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code messages}: what is put in and looked up. */
final class MessageStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  MessageStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Inserts a message; an inbound one only if its Twilio SID is new.
   *
   * @param lane the sender it is paced by
   * @return whether it was inserted
   */
  boolean insert(Message message, @Nullable UUID lane) {
    var purpose = message.purpose();
    return jdbc.sql(
                """
                INSERT INTO trunkline.messages
                  (id, account_id, direction, channel, status, purpose, lane_id, sender, recipient,
                   body, encoding, units, reference, metadata, twilio_sid, priority, due_at,
                   created_at, updated_at)
                VALUES
                  (:id, :account, :direction, :channel, :status, :purpose, :lane, :sender,
                   :recipient, :body, :encoding, :units, :reference, :metadata::jsonb, :twilio_sid,
                   :priority, :created_at, :created_at, :created_at)
                ON CONFLICT ON CONSTRAINT messages_twilio_sid_unique DO NOTHING
                """)
            .param("id", message.id().value())
            .param("account", message.account().value())
            .param("direction", lower(message.direction()))
            .param("channel", lower(message.channel()))
            .param("status", message.status().code())
            .param("purpose", purpose == null ? null : lower(purpose))
            .param("lane", lane)
            .param("sender", message.from())
            .param("recipient", message.to())
            .param("body", message.body())
            .param("encoding", lower(message.encoding()))
            .param("units", message.segments())
            .param("reference", message.reference())
            .param("metadata", JSON.writeValueAsString(message.metadata()))
            .param("twilio_sid", message.twilioSid())
            .param("priority", purpose == null ? 0 : purpose.priority())
            .param("created_at", Storage.parameter(message.createdAt()))
            .update()
        == 1;
  }

  Optional<Message> find(AccountId account, MessageId id) {
    return jdbc.sql("SELECT * FROM trunkline.messages WHERE account_id = :account AND id = :id")
        .param("account", account.value())
        .param("id", id.value())
        .query(MessageStore::message)
        .optional();
  }

  /** An outbound message of the account, locked until the end of the transaction. */
  Optional<Message> lock(AccountId account, MessageId id) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.messages
            WHERE account_id = :account AND id = :id AND direction = 'outbound'
            FOR UPDATE
            """)
        .param("account", account.value())
        .param("id", id.value())
        .query(MessageStore::message)
        .optional();
  }

  /** Which message Twilio knows by this SID. */
  Optional<MessageId> idBySid(AccountId account, String twilioSid) {
    return jdbc.sql(
            """
            SELECT id FROM trunkline.messages
            WHERE account_id = :account AND twilio_sid = :sid
            """)
        .param("account", account.value())
        .param("sid", twilioSid)
        .query(UUID.class)
        .optional()
        .map(MessageId::new);
  }

  /** Those of the SIDs that are bound to a message of the account. */
  List<String> knownSids(AccountId account, List<String> twilioSids) {
    return jdbc.sql(
            """
            SELECT twilio_sid FROM trunkline.messages
            WHERE account_id = :account AND twilio_sid = ANY (:sids)
            """)
        .param("account", account.value())
        .param("sids", twilioSids.toArray(String[]::new))
        .query((row, index) -> row.getString("twilio_sid"))
        .list();
  }

  List<Message> list(MessageQuery query) {
    var before = query.before();
    var status = query.status();
    return jdbc.sql(
            """
            SELECT * FROM trunkline.messages
            WHERE account_id = :account
              AND (:recipient::text IS NULL OR recipient = :recipient)
              AND (:sender::text IS NULL OR sender = :sender)
              AND (:status::text IS NULL OR status = :status)
              AND (:before::uuid IS NULL OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """)
        .param("account", query.account().value())
        .param("recipient", query.to())
        .param("sender", query.from())
        .param("status", status == null ? null : status.code())
        .param("before", before == null ? null : before.value())
        .param("limit", query.limit())
        .query(MessageStore::message)
        .list();
  }

  /**
   * Writes what has become of a message that this transaction has locked.
   *
   * @param twilioSid kept as it is if null
   * @param errorCode kept as it is if null
   */
  void move(
      Message locked,
      MessageStatus to,
      @Nullable String twilioSid,
      @Nullable Integer errorCode,
      Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.messages
            SET status = :to, twilio_sid = coalesce(:sid, twilio_sid),
              error_code = coalesce(:error, error_code), updated_at = :now
            WHERE id = :id AND status = :from
            """)
        .param("id", locked.id().value())
        .param("from", locked.status().code())
        .param("to", to.code())
        .param("sid", twilioSid)
        .param("error", errorCode)
        .param("now", Storage.parameter(now))
        .update();
  }

  static Message message(ResultSet row, int index) throws SQLException {
    var purpose = row.getString("purpose");
    return new Message(
        new MessageId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        Direction.valueOf(upper(row.getString("direction"))),
        Channel.valueOf(upper(row.getString("channel"))),
        MessageStatus.ofCode(row.getString("status")),
        purpose == null ? null : Purpose.valueOf(upper(purpose)),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("body"),
        Encoding.valueOf(upper(row.getString("encoding"))),
        row.getInt("units"),
        row.getString("reference"),
        JSON.readValue(row.getString("metadata"), TEXTS),
        row.getString("twilio_sid"),
        row.getObject("error_code", Integer.class),
        row.getInt("attempts"),
        Storage.instant(row, "created_at"),
        Storage.instant(row, "updated_at"));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT);
  }
}
