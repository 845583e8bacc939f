// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.WeekHours;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code recipients}. */
final class RecipientStore {

  private final JdbcClient jdbc;

  RecipientStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** What is known of each of these; whoever nothing is known of is left out. */
  Map<Person, Recipient> find(Collection<Person> people) {
    var found = new HashMap<Person, Recipient>();
    jdbc.sql(
            """
            SELECT known.*
            FROM unnest(:accounts::uuid[], :recipients::text[]) AS person (account_id, recipient)
            JOIN trunkline.recipients AS known USING (account_id, recipient)
            """)
        .params(
            RowArrays.of(List.copyOf(people))
                .uuids("accounts", person -> person.account().value())
                .texts("recipients", Person::recipient)
                .parameters())
        .query(
            (RowCallbackHandler)
                row ->
                    found.put(
                        new Person(
                            new AccountId(row.getObject("account_id", UUID.class)),
                            row.getString("recipient")),
                        recipient(row)));
    return found;
  }

  void put(Person person, Recipient known, Instant now) {
    var place = known.place();
    jdbc.sql(
            """
            INSERT INTO trunkline.recipients
              (account_id, recipient, time_zone, postal_code, region, hours, last_purchase_at,
               updated_at)
            VALUES
              (:account, :recipient, :time_zone, :postal_code, :region, :hours, :last_purchase_at,
               :now)
            ON CONFLICT ON CONSTRAINT recipients_pk DO UPDATE SET
              time_zone = excluded.time_zone, postal_code = excluded.postal_code,
              region = excluded.region, hours = excluded.hours,
              last_purchase_at = excluded.last_purchase_at, updated_at = excluded.updated_at
            """)
        .param("account", person.account().value())
        .param("recipient", person.recipient())
        .param("time_zone", text(place.zone()))
        .param("postal_code", place.postalCode())
        .param("region", place.region())
        .param("hours", text(known.hours()))
        .param("last_purchase_at", Storage.parameter(known.lastPurchase()))
        .param("now", Storage.parameter(now))
        .update();
  }

  void forget(Person person) {
    jdbc.sql(
            """
            DELETE FROM trunkline.recipients
            WHERE account_id = :account AND recipient = :recipient
            """)
        .param("account", person.account().value())
        .param("recipient", person.recipient())
        .update();
  }

  private static Recipient recipient(ResultSet row) throws SQLException {
    var zone = row.getString("time_zone");
    var hours = row.getString("hours");
    var purchase = row.getObject("last_purchase_at", OffsetDateTime.class);
    return new Recipient(
        new KnownPlace(
            zone == null ? null : ZoneId.of(zone),
            row.getString("postal_code"),
            row.getString("region")),
        hours == null ? null : WeekHours.parse(hours),
        purchase == null ? null : purchase.toInstant());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
