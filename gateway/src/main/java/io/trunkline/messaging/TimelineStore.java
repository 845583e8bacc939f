// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.MessageStore.lower;

import io.trunkline.id.Ids;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code message_timeline}. */
final class TimelineStore {

  /** An entry and whose it is. */
  record Line(MessageId message, TimelineEntry entry) {}

  private final JdbcClient jdbc;
  private final Ids ids;

  TimelineStore(Storage storage, Ids ids) {
    this.jdbc = storage.jdbc();
    this.ids = ids;
  }

  void append(List<Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO trunkline.message_timeline
              (id, message_id, at, source, status, twilio_status, error_code, detail)
            SELECT * FROM unnest(
              :id::uuid[], :message::uuid[], :at::timestamptz[], :source::text[], :status::text[],
              :twilio_status::text[], :error_code::int[], :detail::text[])
            -- Twilio may say the same again.
            ON CONFLICT (message_id, twilio_status, error_code)
              WHERE source = 'callback' AND twilio_status IS NOT NULL DO NOTHING
            """)
        .params(
            RowArrays.of(lines)
                .uuids("id", line -> ids.next())
                .uuids("message", line -> line.message().value())
                .instants("at", line -> line.entry().at())
                .texts("source", line -> lower(line.entry().source()))
                .texts("status", line -> code(line.entry().status()))
                .texts("twilio_status", line -> line.entry().twilioStatus())
                .ints("error_code", line -> line.entry().errorCode())
                .texts("detail", line -> line.entry().detail())
                .parameters())
        .update();
  }

  /** Oldest first. */
  List<TimelineEntry> of(MessageId message) {
    return jdbc.sql(
            "SELECT * FROM trunkline.message_timeline WHERE message_id = :message ORDER BY id")
        .param("message", message.value())
        .query(TimelineStore::entry)
        .list();
  }

  private static @Nullable String code(@Nullable MessageStatus status) {
    return status == null ? null : status.code();
  }

  private static TimelineEntry entry(ResultSet row, int index) throws SQLException {
    var status = row.getString("status");
    return new TimelineEntry(
        Storage.instant(row, "at"),
        TimelineEntry.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        status == null ? null : MessageStatus.ofCode(status),
        row.getString("twilio_status"),
        row.getObject("error_code", Integer.class),
        row.getString("detail"));
  }
}
