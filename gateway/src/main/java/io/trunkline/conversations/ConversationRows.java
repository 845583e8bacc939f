// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.account.AccountId;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How conversations are written into rows of the table {@code conversations}, and read of them. */
final class ConversationRows {

  private ConversationRows() {}

  /** The columns that say which conversation each belongs to. */
  static <T> RowArrays<T> keyed(Collection<T> all, Function<T, ConversationKey> conversation) {
    return RowArrays.of(List.copyOf(all))
        .uuids("accounts", one -> conversation.apply(one).account().value())
        .texts("channels", one -> lower(conversation.apply(one).channel()))
        .texts("senders", one -> conversation.apply(one).sender())
        .texts("contacts", one -> conversation.apply(one).contact());
  }

  static Conversation conversation(ResultSet row, int index) throws SQLException {
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

  static ConversationKey key(ResultSet row) throws SQLException {
    return new ConversationKey(
        new AccountId(row.getObject("account_id", UUID.class)),
        channel(row),
        row.getString("sender"),
        row.getString("contact"));
  }

  static Channel channel(ResultSet row) throws SQLException {
    return Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant nullable(ResultSet row, String column) throws SQLException {
    return row.getObject(column) == null ? null : Storage.instant(row, column);
  }

  static String lower(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
