// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The table {@code sticky_senders}. */
final class StickyStore {

  /** Whom a sender sticks to. */
  record Key(PoolId pool, PhoneNumber recipient, Channel channel) {}

  /**
   * A sender for a recipient.
   *
   * @param instead what stood there when the sender was chosen; null if nothing did
   */
  record Wish(Key key, SenderId sender, @Nullable SenderId instead) {}

  private static final String FIND =
      """
      SELECT sticky.pool_id, sticky.recipient, sticky.channel, sticky.sender_id
      FROM unnest(:pools::uuid[], :recipients::text[], :channels::text[])
        AS asked (pool_id, recipient, channel)
      JOIN trunkline.sticky_senders AS sticky USING (pool_id, recipient, channel)
      """;

  private static final String WISHES =
      """
      unnest(:pools::uuid[], :recipients::text[], :channels::text[], :senders::uuid[],
        :insteads::uuid[]) AS wish (pool_id, recipient, channel, sender_id, instead)
      """;

  private static final String INSERT =
      """
      INSERT INTO trunkline.sticky_senders (pool_id, recipient, channel, sender_id, chosen_at)
      SELECT wish.pool_id, wish.recipient, wish.channel, wish.sender_id, :now
      FROM %s
      JOIN trunkline.pools ON pools.id = wish.pool_id
      ORDER BY wish.pool_id, wish.recipient, wish.channel
      ON CONFLICT DO NOTHING
      """
          .formatted(WISHES);

  private static final String REPLACE =
      """
      WITH replaced AS (
        SELECT sticky.pool_id, sticky.recipient, sticky.channel, wish.sender_id
        FROM %s
        JOIN trunkline.sticky_senders AS sticky USING (pool_id, recipient, channel)
        WHERE sticky.sender_id = wish.instead
        ORDER BY sticky.pool_id, sticky.recipient, sticky.channel
        FOR UPDATE OF sticky)
      UPDATE trunkline.sticky_senders AS sticky
      SET sender_id = replaced.sender_id, chosen_at = :now
      FROM replaced
      WHERE (sticky.pool_id, sticky.recipient, sticky.channel)
        = (replaced.pool_id, replaced.recipient, replaced.channel)
      """
          .formatted(WISHES);

  private final JdbcClient jdbc;

  StickyStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  Map<Key, SenderId> find(Collection<Key> keys) {
    var found = new HashMap<Key, SenderId>();
    keys(jdbc.sql(FIND), keys)
        .query(
            (RowCallbackHandler)
                row ->
                    found.put(
                        new Key(
                            new PoolId(row.getObject("pool_id", UUID.class)),
                            new PhoneNumber(row.getString("recipient")),
                            Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT))),
                        new SenderId(row.getObject("sender_id", UUID.class))));
    return found;
  }

  /**
   * Writes those wishes for which still stands what they are to replace; another node may have been
   * faster. Rows are taken in one order, so that no two batches wait for each other.
   *
   * @return what stands there now; nothing for a pool that is gone
   */
  Map<Key, SenderId> put(Collection<Wish> wishes, Instant now) {
    var fresh = wishes.stream().filter(wish -> wish.instead() == null).toList();
    if (!fresh.isEmpty()) {
      write(INSERT, fresh, now);
    }
    var changed = wishes.stream().filter(wish -> wish.instead() != null).toList();
    if (!changed.isEmpty()) {
      write(REPLACE, changed, now);
    }
    return find(wishes.stream().map(Wish::key).toList());
  }

  private void write(String sql, List<Wish> wishes, Instant now) {
    keys(jdbc.sql(sql), wishes.stream().map(Wish::key).toList())
        .param("senders", wishes.stream().map(wish -> wish.sender().value()).toArray(UUID[]::new))
        .param(
            "insteads",
            wishes.stream()
                .map(wish -> wish.instead() == null ? null : wish.instead().value())
                .toArray(UUID[]::new))
        .param("now", Storage.parameter(now))
        .update();
  }

  private static StatementSpec keys(StatementSpec statement, Collection<Key> keys) {
    return statement
        .param("pools", keys.stream().map(key -> key.pool().value()).toArray(UUID[]::new))
        .param(
            "recipients", keys.stream().map(key -> key.recipient().e164()).toArray(String[]::new))
        .param("channels", keys.stream().map(key -> code(key.channel())).toArray(String[]::new));
  }

  private static String code(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
