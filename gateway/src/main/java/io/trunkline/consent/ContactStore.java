// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.trunkline.account.AccountId;
import io.trunkline.law.Contact;
import io.trunkline.law.Medium;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code contacts}: when each recipient was reached. */
final class ContactStore {

  /** One contact, and of which message. */
  record Row(Person person, UUID message, Contact contact) {}

  private final JdbcClient jdbc;

  ContactStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Lets nobody else count the contacts of these people until the transaction ends. In one order,
   * so that two transactions never wait for each other; two people may share a lock.
   */
  void lock(Collection<Person> people) {
    jdbc.sql(
            """
            SELECT pg_advisory_xact_lock(key)
            FROM (
              SELECT DISTINCT hashtextextended(account || recipient, 0) AS key
              FROM unnest(:accounts::text[], :recipients::text[]) AS person (account, recipient)
              ORDER BY key OFFSET 0) AS sorted
            """)
        .params(people(people))
        .query((row, index) -> index)
        .list();
  }

  /** Their contacts since an instant. */
  Map<Person, List<Row>> since(Collection<Person> people, Instant since) {
    return jdbc
        .sql(
            """
            SELECT contact.*
            FROM unnest(:accounts::uuid[], :recipients::text[]) AS person (account_id, recipient)
            JOIN trunkline.contacts AS contact USING (account_id, recipient)
            WHERE contact.at > :since
            """)
        .params(people(people))
        .param("since", Storage.parameter(since))
        .query(
            (row, index) ->
                new Row(
                    new Person(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("recipient")),
                    row.getObject("message_id", UUID.class),
                    new Contact(
                        Storage.instant(row, "at"),
                        row.getString("programme"),
                        Medium.valueOf(row.getString("medium").toUpperCase(Locale.ROOT)))))
        .list()
        .stream()
        .collect(groupingBy(Row::person, mapping(row -> row, toList())));
  }

  private static Map<String, Object> people(Collection<Person> people) {
    return Map.of(
        "accounts",
        people.stream().map(person -> person.account().value().toString()).toArray(String[]::new),
        "recipients",
        people.stream().map(Person::recipient).toArray(String[]::new));
  }

  /** Each message is one contact; one that is tried again is another time of the same. */
  void reserve(List<Row> contacts) {
    if (contacts.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO trunkline.contacts
              (message_id, account_id, recipient, at, programme, medium)
            SELECT * FROM unnest(
              :message::uuid[], :account::uuid[], :recipient::text[], :at::timestamptz[],
              :programme::text[], :medium::text[])
            ON CONFLICT (message_id) DO UPDATE SET at = excluded.at
            """)
        .params(
            RowArrays.of(contacts)
                .uuids("message", Row::message)
                .uuids("account", row -> row.person().account().value())
                .texts("recipient", row -> row.person().recipient())
                .instants("at", row -> row.contact().at())
                .texts("programme", row -> row.contact().programme())
                .texts("medium", row -> row.contact().medium().name().toLowerCase(Locale.ROOT))
                .parameters())
        .update();
  }

  /** These were never sent. */
  void release(Collection<UUID> messages) {
    if (messages.isEmpty()) {
      return;
    }
    jdbc.sql("DELETE FROM trunkline.contacts WHERE message_id = ANY (:messages)")
        .param("messages", messages.toArray(UUID[]::new))
        .update();
  }

  /**
   * Forgets what no cap counts any more.
   *
   * @return how many there were
   */
  int forget(Instant before) {
    return jdbc.sql("DELETE FROM trunkline.contacts WHERE at < :before")
        .param("before", Storage.parameter(before))
        .update();
  }
}
