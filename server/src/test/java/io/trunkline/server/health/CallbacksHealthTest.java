// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class CallbacksHealthTest {

  @Test
  void saysSinceWhenCallbacksWaitToBeApplied(@TempDir Path folder) throws SQLException {
    try (var server = TestServer.start(folder)) {
      var health = server.bean("callbacksHealthIndicator", DatabaseHealth.Part.class);
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);

      // Of a callback that is not there, so nobody can apply it.
      execute(
          server,
          "INSERT INTO trunkline.callbacks_due (callback_id, next_attempt_at, attempts)"
              + " VALUES (gen_random_uuid(), '2026-01-01Z', 0)");

      assertThat(health.health().getStatus().getCode()).isEqualTo(HealthConfiguration.DEGRADED);
      assertThat(health.health().getDetails())
          .containsEntry("waitingSince", "2026-01-01T00:00:00Z");
      execute(server, "DELETE FROM trunkline.callbacks_due");
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  private static void execute(TestServer server, String sql) throws SQLException {
    try (var connection = server.bean(DataSource.class).getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
