// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.trunkline.account.AccountId;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the table {@code conversations} is asked, and what has been read. */
final class ConversationStore {

  private final JdbcClient jdbc;

  ConversationStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  Optional<Conversation> find(AccountId account, ConversationId id) {
    return jdbc.sql(
            "SELECT * FROM trunkline.conversations WHERE account_id = :account AND id = :id")
        .param("account", account.value())
        .param("id", id.value())
        .query(ConversationRows::conversation)
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
        .query(ConversationRows::conversation)
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
        .params(ConversationRows.keyed(Set.copyOf(keys), key -> key).parameters())
        .query(
            (row, index) ->
                Map.entry(ConversationRows.key(row), Storage.instant(row, "last_inbound_at")))
        .list()
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Our senders that each of these has written to since then, as Twilio writes them, the latest
   * first.
   */
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
                .texts("channels", contact -> ConversationRows.lower(contact.channel()))
                .texts("contacts", Contact::address)
                .parameters())
        .param("since", Storage.parameter(since))
        .query(
            (row, index) -> {
              var channel = ConversationRows.channel(row);
              var account = new AccountId(row.getObject("account_id", UUID.class));
              return Map.entry(
                  new Contact(account, channel, row.getString("contact")),
                  channel.address(row.getString("sender")));
            })
        .list()
        .stream()
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }
}
