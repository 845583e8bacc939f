// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the server speaks to its database. */
class ConnectionsTest {

  /** Else what a machine had locked that has lost its power would stay locked for two hours. */
  @Test
  void areGivenUpByTheDatabaseSoonAfterTheOtherSideIsGone(@TempDir Path folder)
      throws SQLException {
    try (var server = TestServer.start(folder);
        var connection = server.get(DataSource.class).getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT current_setting('tcp_keepalives_idle'),
                  current_setting('tcp_keepalives_interval'),
                  current_setting('tcp_keepalives_count'),
                  current_setting('tcp_user_timeout')
                """)) {
      rows.next();
      assertThat(
              Map.of(
                  "idle", rows.getString(1),
                  "interval", rows.getString(2),
                  "count", rows.getString(3),
                  "unanswered", rows.getString(4)))
          .isEqualTo(Map.of("idle", "30", "interval", "10", "count", "3", "unanswered", "60000"));
    }
  }
}
