// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.consent.HeardText;
import io.trunkline.conversations.ConversationKey;
import io.trunkline.law.Purpose;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code messages}: both sides of a conversation. */
final class ThreadStore {

  /**
   * Which messages of a thread.
   *
   * @param before only older ones than this; null from the newest on
   */
  record Part(@Nullable MessageId before, int limit) {}

  private final JdbcClient jdbc;

  ThreadStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Newest first. */
  List<Message> list(ConversationKey thread, Part part) {
    var before = part.before();
    return jdbc.sql(
            """
            (SELECT * FROM trunkline.messages
             WHERE account_id = :account AND direction = 'inbound' AND sender = :contact
               AND recipient = ANY (:ours) AND channel = ANY (:channels)
               AND (:before::uuid IS NULL OR id < :before)
             ORDER BY id DESC
             LIMIT :limit)
            UNION ALL
            (SELECT * FROM trunkline.messages
             WHERE account_id = :account AND direction = 'outbound' AND recipient = :contact
               AND (sender = ANY (:ours) OR sent_from = ANY (:ours)) AND channel = ANY (:channels)
               AND (:before::uuid IS NULL OR id < :before)
             ORDER BY id DESC
             LIMIT :limit)
            ORDER BY id DESC
            LIMIT :limit
            """)
        .param("account", thread.account().value())
        .param("contact", thread.contact())
        .param("ours", addresses(thread))
        .param("channels", channels(thread.channel()))
        .param("before", before == null ? null : before.value())
        .param("limit", part.limit())
        .query(MessageRows::message)
        .list();
  }

  /**
   * What a text answers: the last that was handed over in its thread. What Twilio could not deliver
   * by RCS comes as a text from the same service, and is answered by one.
   *
   * @param service the Messaging Service that the text came through, if any
   */
  Optional<HeardText.Answered> answered(ConversationKey thread, @Nullable String service) {
    return jdbc.sql(
            """
            SELECT purpose, programme, pool FROM trunkline.messages
            WHERE account_id = :account AND direction = 'outbound' AND recipient = :contact
              AND (sender = ANY (:ours) OR sent_from = ANY (:ours)) AND channel = ANY (:channels)
              AND status IN ('unconfirmed', 'queued', 'sending', 'sent', 'delivered',
                'undelivered', 'read')
            ORDER BY id DESC
            LIMIT 1
            """)
        .param("account", thread.account().value())
        .param("contact", thread.contact())
        .param(
            "ours",
            Stream.concat(Stream.of(addresses(thread)), Stream.ofNullable(service))
                .toArray(String[]::new))
        .param("channels", answerable(thread.channel()))
        .query(
            (row, index) ->
                new HeardText.Answered(
                    Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                    row.getString("programme"),
                    row.getString("pool")))
        .optional();
  }

  /** Those of the numbers to which the account has ever had something to send. */
  Set<String> known(AccountId account, List<String> numbers) {
    return jdbc.sql(
            """
            SELECT number FROM unnest(:numbers::text[]) AS number
            WHERE EXISTS (
              SELECT FROM trunkline.messages
              WHERE account_id = :account AND recipient = number)
            """)
        .param("account", account.value())
        .param("numbers", numbers.toArray(String[]::new))
        .query((row, index) -> row.getString("number"))
        .set();
  }

  /** Our address, with and without the channel in front. */
  private static String[] addresses(ConversationKey thread) {
    return Stream.of(thread.sender(), new Address(thread.channel(), thread.sender()).written())
        .distinct()
        .toArray(String[]::new);
  }

  private static String[] answerable(Channel channel) {
    return (channel == Channel.WHATSAPP
            ? Stream.of(channel)
            : Stream.of(Channel.SMS, Channel.MMS, Channel.RCS))
        .map(MessageStore::lower)
        .toArray(String[]::new);
  }

  private static String[] channels(Channel channel) {
    return (channel == Channel.SMS ? Stream.of(Channel.SMS, Channel.MMS) : Stream.of(channel))
        .map(MessageStore::lower)
        .toArray(String[]::new);
  }
}
