// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code senders}. */
final class SenderStore {

  private final JdbcClient jdbc;

  SenderStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Inserts the sender and its lane, or makes the one of this address like it. */
  Sender put(Sender sender) {
    return jdbc.sql(
            """
            WITH sender AS (
              INSERT INTO trunkline.senders
                (id, account_id, address, kind, pace_per_second, countries, channels, created_at)
              VALUES
                (:id, :account, :address, :kind, :pace, :countries, :channels, :created_at)
              ON CONFLICT (account_id, address) DO UPDATE
                SET pace_per_second = excluded.pace_per_second, countries = excluded.countries,
                  channels = excluded.channels, removed_at = NULL
              RETURNING *),
            lane AS (
              INSERT INTO trunkline.lanes (id, account_id, sender_id)
              SELECT id, account_id, id FROM sender
              ON CONFLICT DO NOTHING)
            SELECT * FROM sender
            """)
        .param("id", sender.id().value())
        .param("account", sender.account().value())
        .param("address", sender.address())
        .param("kind", code(sender.kind()))
        .param("pace", sender.pacePerSecond())
        .param("countries", declaredCountries(sender))
        .param("channels", declaredChannels(sender))
        .param("created_at", Storage.parameter(sender.createdAt()))
        .query(SenderStore::sender)
        .single();
  }

  void setPace(SenderId id, double pacePerSecond) {
    jdbc.sql("UPDATE trunkline.senders SET pace_per_second = :pace WHERE id = :id")
        .param("id", id.value())
        .param("pace", pacePerSecond)
        .update();
  }

  /** Whether it was there and in no pool, and is removed now. */
  boolean removeUnlessPooled(SenderId id, Instant now) {
    return jdbc.sql(
                """
                UPDATE trunkline.senders SET removed_at = :now
                WHERE id = :id AND removed_at IS NULL
                  AND NOT EXISTS (SELECT FROM trunkline.pool_members WHERE sender_id = :id)
                """)
            .param("id", id.value())
            .param("now", Storage.parameter(now))
            .update()
        > 0;
  }

  /** Those that were not removed. */
  List<Sender> all() {
    return jdbc.sql(
            """
            SELECT id, account_id, address, kind, pace_per_second, countries, channels, created_at
            FROM trunkline.senders
            WHERE removed_at IS NULL
            ORDER BY id
            """)
        .query(SenderStore::sender)
        .list();
  }

  private static String[] declaredCountries(Sender sender) {
    return sender.kind().isTiedByItsOwner()
        ? sender.countries().stream().sorted().toArray(String[]::new)
        : new String[0];
  }

  private static String[] declaredChannels(Sender sender) {
    return sender.kind() == SenderKind.MESSAGING_SERVICE
        ? sender.channels().stream().sorted().map(SenderStore::code).toArray(String[]::new)
        : new String[0];
  }

  private static Sender sender(ResultSet row, int index) throws SQLException {
    var address = row.getString("address");
    var kind = SenderKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    var countries = countries(kind, address, texts(row, "countries"));
    var declared =
        texts(row, "channels").stream()
            .map(channel -> Channel.valueOf(channel.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    return new Sender(
        new SenderId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        address,
        kind,
        row.getDouble("pace_per_second"),
        countries,
        kind.channels(countries, declared),
        Storage.instant(row, "created_at"));
  }

  /** Where it is at home by its digits, else what its owner says. */
  static Set<String> countries(SenderKind kind, String address, Collection<String> declared) {
    return switch (kind) {
      case LONG_CODE -> countriesOf(address);
      case TOLL_FREE -> address.startsWith("+1") ? SenderKind.NORTH_AMERICA : countriesOf(address);
      case WHATSAPP -> countriesOf(address.substring(SenderKind.WHATSAPP_PREFIX.length()));
      case SHORT_CODE, ALPHANUMERIC, RCS, MESSAGING_SERVICE -> Set.copyOf(declared);
    };
  }

  private static Set<String> countriesOf(String e164) {
    return new PhoneNumber(e164).country().map(Set::of).orElse(Set.of());
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Stream.of((String[]) row.getArray(column).getArray()).toList();
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
