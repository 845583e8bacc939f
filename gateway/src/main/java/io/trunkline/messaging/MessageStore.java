// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.segments.Segments;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code messages}: what is put in, looked up and moved. */
final class MessageStore {

  /**
   * A message about to be inserted.
   *
   * @param lane the lane it is paced in; null for an inbound text
   */
  record Row(Message message, @Nullable UUID lane) {

    Row costing(Message.Cost cost) {
      return new Row(message.costing(cost), lane);
    }

    Row saying(Message.Content content, Segments segments) {
      return new Row(
          message.saying(
              content,
              segments.encoding(),
              message.channel() == Channel.SMS ? segments.count() : 1),
          lane);
    }

    Row heldUntil(Instant until, HeldBecause because) {
      var hold = message.hold();
      return new Row(
          message.held(new Message.Hold(until, because, hold.expiresAt(), hold.undecidedSince())),
          lane);
    }

    Instant dueAt() {
      var until = message.hold().until();
      return until != null ? until : message.createdAt();
    }
  }

  private final JdbcClient jdbc;

  MessageStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Inserts outbound messages. */
  void insert(List<Row> rows) {
    insert(rows, "");
  }

  /**
   * Inserts an inbound message if its Twilio SID is new.
   *
   * @return whether it was inserted
   */
  boolean insertReceived(Message message) {
    return insert(
            List.of(new Row(message, null)),
            "ON CONFLICT (account_id, twilio_sid) WHERE twilio_sid IS NOT NULL DO NOTHING")
        == 1;
  }

  private int insert(List<Row> rows, String onConflict) {
    return jdbc.sql(
            """
            INSERT INTO trunkline.messages
              (id, account_id, direction, channel, status, purpose, programme, time_zone, asks_consent, lane_id, pool, sender, sent_from,
               recipient, body, media_urls, template, template_version, language, content_sid,
               content_variables, interaction, encoding, units, reference, metadata, twilio_sid, priority, due_at,
               held_because, expires_at, further_channels, fallback_after, continues,
               estimated_price, estimated_currency, created_at, updated_at)
            SELECT
               id, account_id, direction, channel, status, purpose, programme, time_zone, asks_consent, lane_id, pool, sender, sent_from,
               recipient, body, media_urls::jsonb, template, template_version, language, content_sid,
               content_variables::jsonb, interaction::jsonb, encoding, units, reference, coalesce(metadata::jsonb, '{}'), twilio_sid,
               priority, due_at, held_because, expires_at, further_channels, fallback_after,
               continues, estimated_price, estimated_currency, created_at, created_at
            FROM unnest(
              :id::uuid[], :account::uuid[], :direction::text[], :channel::text[], :status::text[],
              :purpose::text[], :programme::text[], :time_zone::text[], :asks_consent::boolean[], :lane::uuid[], :pool::text[], :sender::text[], :sent_from::text[], :recipient::text[],
              :body::text[], :media::text[], :template::text[], :version::int[], :language::text[],
              :content_sid::text[], :content_variables::text[], :interaction::text[], :encoding::text[], :units::int[],
              :reference::text[], :metadata::text[], :twilio_sid::text[], :priority::smallint[],
              :due_at::timestamptz[], :held_because::text[], :expires_at::timestamptz[],
              :further_channels::text[], :fallback_after::int[], :continues::uuid[],
              :estimated_price::numeric[], :estimated_currency::text[], :created_at::timestamptz[])
              AS new (id, account_id, direction, channel, status, purpose, programme, time_zone, asks_consent, lane_id, pool, sender, sent_from,
                recipient, body, media_urls, template, template_version, language, content_sid,
                content_variables, interaction, encoding, units, reference, metadata, twilio_sid, priority,
                due_at, held_because, expires_at, further_channels, fallback_after, continues,
                estimated_price, estimated_currency, created_at)
            """
                + onConflict)
        .params(MessageRows.parameters(rows))
        .update();
  }

  Optional<Message> find(AccountId account, MessageId id) {
    return jdbc.sql("SELECT * FROM trunkline.messages WHERE account_id = :account AND id = :id")
        .param("account", account.value())
        .param("id", id.value())
        .query(MessageRows::message)
        .optional();
  }

  /** Messages by their ids; what is not there is left out. */
  Map<MessageId, Message> find(Collection<MessageId> ids) {
    return byId("SELECT * FROM trunkline.messages WHERE id = ANY (:ids)", ids);
  }

  /** The outbound ones of them, each locked until the end of the transaction. */
  Map<MessageId, Message> lock(Collection<MessageId> ids) {
    // In one order, so that two transactions never wait for each other.
    return byId(
        """
        SELECT * FROM trunkline.messages
        WHERE id = ANY (:ids) AND direction = 'outbound'
        ORDER BY id
        FOR UPDATE
        """,
        ids);
  }

  /** Those of either direction, each locked until the end of the transaction. */
  Map<MessageId, Message> lockAny(Collection<MessageId> ids) {
    return byId(
        """
        SELECT * FROM trunkline.messages
        WHERE id = ANY (:ids)
        ORDER BY id
        FOR UPDATE
        """,
        ids);
  }

  private Map<MessageId, Message> byId(String sql, Collection<MessageId> ids) {
    var found = new HashMap<MessageId, Message>();
    jdbc.sql(sql)
        .param("ids", ids.stream().map(MessageId::value).distinct().toArray(UUID[]::new))
        .query(MessageRows::message)
        .list()
        .forEach(message -> found.put(message.id(), message));
    return found;
  }

  /**
   * Which messages Twilio knows by these SIDs, by {@link #sidKey}.
   *
   * @param accounts whose messages to look among
   */
  Map<String, MessageId> idsBySid(List<AccountId> accounts, List<String> twilioSids) {
    var ids = new HashMap<String, MessageId>();
    jdbc.sql(
            """
            SELECT account_id, twilio_sid, id FROM trunkline.messages
            WHERE account_id = ANY (:accounts) AND twilio_sid = ANY (:sids)
            """)
        .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
        .param("sids", twilioSids.toArray(String[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    ids.put(
                        sidKey(
                            new AccountId(row.getObject("account_id", UUID.class)),
                            row.getString("twilio_sid")),
                        new MessageId(row.getObject("id", UUID.class))));
    return ids;
  }

  /** A SID and whose it is. */
  static String sidKey(AccountId account, String twilioSid) {
    return account.value() + " " + twilioSid;
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
        .query(MessageRows::message)
        .list();
  }

  /** Writes what has become of messages that this transaction has locked. */
  void move(List<Transition> made, Instant now) {
    if (made.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            UPDATE trunkline.messages AS messages
            SET status = change.status,
              twilio_sid = coalesce(messages.twilio_sid, change.sid),
              error_code = CASE WHEN change.status <> 'accepted'
                THEN coalesce(change.error_code, messages.error_code) END,
              sent_from = coalesce(messages.sent_from, change.sent_from),
              price = coalesce(change.price, messages.price),
              currency = coalesce(change.currency, messages.currency),
              due_at = CASE WHEN change.held_because = 'parked' THEN NULL
                ELSE coalesce(change.due_at, messages.due_at) END,
              settle_at = coalesce(change.settle_at, messages.settle_at),
              held_because = coalesce(change.held_because, messages.held_because),
              fallback_at = coalesce(change.fallback_at, messages.fallback_at),
              check_at = coalesce(change.check_at, messages.check_at),
              lane_id = coalesce(change.lane, messages.lane_id),
              sender = coalesce(change.sender, messages.sender),
              senders_tried = CASE WHEN change.tried IS NULL THEN messages.senders_tried
                ELSE concat_ws(' ', messages.senders_tried, change.tried) END,
              retries = messages.retries + change.retries,
              undecided_since =
                CASE WHEN change.status = 'unconfirmed' THEN messages.undecided_since END,
              undecided_because =
                CASE WHEN change.status = 'unconfirmed' THEN messages.undecided_because END,
              checks = CASE WHEN change.check_at IS NULL THEN messages.checks ELSE 0 END,
              updated_at =
                CASE WHEN messages.status = change.status THEN messages.updated_at ELSE :now END
            FROM unnest(
              :id::uuid[], :status::text[], :sid::text[], :error_code::int[], :sent_from::text[],
              :price::numeric[], :currency::text[], :due_at::timestamptz[],
              :settle_at::timestamptz[], :held_because::text[], :fallback_at::timestamptz[],
              :check_at::timestamptz[], :lane::uuid[], :sender::text[], :tried::text[],
              :retries::int[])
              AS change (id, status, sid, error_code, sent_from, price, currency, due_at, settle_at,
                held_because, fallback_at, check_at, lane, sender, tried, retries)
            WHERE messages.id = change.id
            """)
        .params(
            RowArrays.of(made)
                .uuids("id", transition -> transition.message().id().value())
                .texts("status", transition -> transition.status().code())
                .texts("sid", transition -> transition.learned().sid())
                .ints("error_code", transition -> transition.learned().errorCode())
                .texts("sent_from", transition -> transition.learned().sentFrom())
                .numbers("price", transition -> transition.learned().price())
                .texts("currency", transition -> transition.learned().currency())
                .instants("due_at", transition -> transition.moments().dueAt())
                .instants("settle_at", transition -> transition.moments().settleAt())
                .texts("held_because", transition -> lower(transition.heldBecause()))
                .instants("fallback_at", transition -> transition.moments().fallbackAt())
                .instants("check_at", transition -> transition.moments().checkAt())
                .uuids("lane", transition -> rerouting(transition, Change.Rerouting::lane))
                .texts("sender", transition -> rerouting(transition, Change.Rerouting::from))
                .texts("tried", transition -> rerouting(transition, MessageStore::tried))
                .ints("retries", transition -> transition.isRetry() ? 1 : 0)
                .parameters())
        .param("now", Storage.parameter(now))
        .update();
  }

  private static <T> @Nullable T rerouting(
      Transition transition, Function<Change.Rerouting, T> part) {
    var rerouting = transition.rerouting();
    return rerouting == null ? null : part.apply(rerouting);
  }

  private static String tried(Change.Rerouting rerouting) {
    return rerouting.insteadOf().value().toString();
  }

  static @Nullable String lower(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }
}
