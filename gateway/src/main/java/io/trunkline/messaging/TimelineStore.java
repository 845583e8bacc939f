// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code message_timeline}. */
final class TimelineStore {

  private final JdbcClient jdbc;
  private final Ids ids;

  TimelineStore(Storage storage, Ids ids) {
    this.jdbc = storage.jdbc();
    this.ids = ids;
  }

  void append(MessageId message, TimelineEntry entry) {
    var status = entry.status();
    jdbc.sql(
            """
            INSERT INTO trunkline.message_timeline
              (id, message_id, at, source, status, twilio_status, error_code, detail)
            VALUES (:id, :message, :at, :source, :status, :twilio_status, :error_code, :detail)
            """)
        .param("id", ids.next())
        .param("message", message.value())
        .param("at", Storage.parameter(entry.at()))
        .param("source", entry.source().name().toLowerCase(Locale.ROOT))
        .param("status", status == null ? null : status.code())
        .param("twilio_status", entry.twilioStatus())
        .param("error_code", entry.errorCode())
        .param("detail", entry.detail())
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
