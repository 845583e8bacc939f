// SPDX-License-Identifier: Apache-2.0
package io.trunkline.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** The way into our schema: once this object exists, the schema {@code trunkline} is up to date. */
public final class Storage {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private final JdbcClient jdbc;

  Storage(DataSource dataSource, StorageProperties properties) {
    var flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:db/trunkline")
            .schemas("trunkline")
            .table("schema_history")
            .load();
    if (properties.migrate()) {
      flyway.migrate();
    } else {
      flyway.validate();
    }
    this.jdbc = JdbcClient.create(dataSource);
  }

  /** Joins the transaction of the calling thread, if there is one. */
  public JdbcClient jdbc() {
    return jdbc;
  }

  /** Whether it says that the database cannot be reached, and nothing of what was asked of it. */
  public static boolean isAway(RuntimeException failure) {
    return failure instanceof CannotCreateTransactionException
        || failure instanceof TransactionSystemException
        || failure instanceof DataAccessResourceFailureException;
  }

  /** An instant as a {@code timestamptz} parameter. */
  public static @Nullable OffsetDateTime parameter(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** A {@code timestamptz} column that is not null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A {@code timestamptz} column that may be null. */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /**
   * An instant as somebody wrote it, of the years 1 to 9999: PostgreSQL keeps no more than some,
   * and calendars show no others.
   *
   * @throws DateTimeException if it is none
   */
  public static Instant instant(String text) {
    var instant = Instant.parse(text);
    if (instant.isBefore(FIRST) || !instant.isBefore(LAST)) {
      throw new DateTimeException("Not in the years 1 to 9999: " + text);
    }
    return storable(instant);
  }

  /** The instant as PostgreSQL will give it back: to the microsecond. */
  public static Instant storable(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
