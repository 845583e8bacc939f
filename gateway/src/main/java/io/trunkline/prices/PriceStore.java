// SPDX-License-Identifier: Apache-2.0
package io.trunkline.prices;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code price_lists} and {@code prices}. */
final class PriceStore {

  /** Whose prices, and where. */
  record Key(AccountId account, String country) {}

  private final JdbcClient jdbc;

  PriceStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  Optional<PriceList> find(Key key) {
    var prices = prices(key);
    return jdbc.sql(
            """
            SELECT country, currency, fetched_at
            FROM trunkline.price_lists
            WHERE account_id = :account AND country = :country
            """)
        .param("account", key.account().value())
        .param("country", key.country())
        .query((row, index) -> list(row, prices))
        .optional();
  }

  private List<PriceList.Price> prices(Key key) {
    return jdbc.sql(
            """
            SELECT number_type, amount, carrier
            FROM trunkline.prices
            WHERE account_id = :account AND country = :country
            ORDER BY number_type
            """)
        .param("account", key.account().value())
        .param("country", key.country())
        .query(PriceStore::price)
        .list();
  }

  /** The lists that were fetched before an instant, the oldest first. */
  List<Key> olderThan(Instant instant) {
    return jdbc.sql(
            """
            SELECT account_id, country
            FROM trunkline.price_lists
            WHERE fetched_at < :instant
            ORDER BY fetched_at
            """)
        .param("instant", Storage.parameter(instant))
        .query(
            (row, index) ->
                new Key(
                    new AccountId(row.getObject("account_id", UUID.class)),
                    row.getString("country")))
        .list();
  }

  /** Puts the list in the place of an older one; in a transaction of the caller's. */
  void put(AccountId account, PriceList list) {
    jdbc.sql(
            """
            INSERT INTO trunkline.price_lists (account_id, country, currency, fetched_at)
            VALUES (:account, :country, :currency, :fetched_at)
            ON CONFLICT (account_id, country)
              DO UPDATE SET currency = excluded.currency, fetched_at = excluded.fetched_at
            """)
        .param("account", account.value())
        .param("country", list.country())
        .param("currency", list.currency() == null ? null : list.currency().getCurrencyCode())
        .param("fetched_at", Storage.parameter(list.fetchedAt()))
        .update();
    jdbc.sql(
            """
            DELETE FROM trunkline.prices WHERE account_id = :account AND country = :country
            """)
        .param("account", account.value())
        .param("country", list.country())
        .update();
    var prices = list.prices();
    jdbc.sql(
            """
            INSERT INTO trunkline.prices (account_id, country, number_type, amount, carrier)
            SELECT :account, :country, number_type, amount, carrier
            FROM unnest(:number_types::text[], :amounts::numeric[], :carriers::text[])
              AS listed (number_type, amount, carrier)
            """)
        .param("account", account.value())
        .param("country", list.country())
        .param(
            "number_types", prices.stream().map(PriceList.Price::numberType).toArray(String[]::new))
        .param("amounts", prices.stream().map(PriceList.Price::amount).toArray(BigDecimal[]::new))
        .param("carriers", prices.stream().map(PriceList.Price::carrier).toArray(String[]::new))
        .update();
  }

  private static PriceList list(ResultSet row, List<PriceList.Price> prices) throws SQLException {
    var currency = row.getString("currency");
    return new PriceList(
        row.getString("country"),
        currency == null ? null : Currency.getInstance(currency),
        Storage.instant(row, "fetched_at"),
        prices);
  }

  private static PriceList.Price price(ResultSet row, int index) throws SQLException {
    return new PriceList.Price(
        row.getString("number_type"), row.getBigDecimal("amount"), row.getString("carrier"));
  }
}
