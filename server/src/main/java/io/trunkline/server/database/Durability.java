// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What a running database says about itself.
 *
 * @param version as it prints it, such as {@code 18.6}
 * @param number as it counts it, such as {@code 180006}
 * @param settings those on which it depends whether a commit survives the loss of power
 */
public record Durability(String version, int number, Map<String, String> settings) {

  /** The oldest PostgreSQL that we are tested with, as it counts. */
  public static final int OLDEST = 150_000;

  public Durability {
    settings = Map.copyOf(settings);
  }

  /** Asks the database. */
  public static Durability of(DataSource database) throws SQLException {
    try (var connection = database.getConnection()) {
      return of(connection);
    }
  }

  static Durability of(Connection connection) throws SQLException {
    var settings = new LinkedHashMap<String, String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT name, setting FROM pg_settings
                WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes',
                               'server_version', 'server_version_num')
                """)) {
      while (rows.next()) {
        settings.put(rows.getString("name"), rows.getString("setting"));
      }
    }
    var version = String.valueOf(settings.remove("server_version"));
    var number = Integer.parseInt(String.valueOf(settings.remove("server_version_num")));
    return new Durability(version, number, settings);
  }

  public boolean recentEnough() {
    return number >= OLDEST;
  }

  /** Whether an answer {@code 202} can be believed after the power was cut. */
  public boolean keepsWhatItPromised() {
    return "on".equals(settings.get("fsync"))
        && "on".equals(settings.get("full_page_writes"))
        && !"off".equals(settings.get("synchronous_commit"));
  }
}
