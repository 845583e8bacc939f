// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code events}. */
final class EventStore {

  private final JdbcClient jdbc;

  EventStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  void insert(List<Event> events) {
    jdbc.sql(
            """
            INSERT INTO trunkline.events (id, account_id, type, subject, at, data)
            SELECT id, account, type, subject, at, data::jsonb
            FROM unnest(
              :id::uuid[], :account::uuid[], :type::text[], :subject::text[],
              :at::timestamptz[], :data::text[])
              AS new (id, account, type, subject, at, data)
            """)
        .params(
            RowArrays.of(events)
                .uuids("id", event -> event.id().value())
                .uuids("account", event -> event.account().value())
                .texts("type", Event::type)
                .texts("subject", Event::subject)
                .instants("at", Event::at)
                .texts("data", Event::data)
                .parameters())
        .update();
  }
}
