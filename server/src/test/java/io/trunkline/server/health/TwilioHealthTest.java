// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import io.trunkline.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwilioHealthTest {

  @Test
  void tellsOfEveryAccountThatIsHeld(@TempDir Path folder) throws SQLException {
    var key = "A".repeat(43) + "=";
    var server = TestServer.start(folder, "--trunkline.account.encryption-key=" + key);
    try {
      var accounts = server.bean(Accounts.class);
      var other =
          accounts.open(
              "other",
              new TwilioCredentials("AC" + "1".repeat(32), "the secret token", null, null, null));
      hold(server, other.id().value());

      var health = server.bean("twilioHealthIndicator", DatabaseHealth.Part.class).health();

      assertThat(health.getStatus().getCode()).isEqualTo("DEGRADED");
      assertThat(health.getDetails().get("circuits"))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .extracting("account")
          .containsExactly(accounts.configured().id().toString(), other.id().toString());
      assertThat(health.getDetails().toString())
          .contains("suspended, code 20005")
          .doesNotContain("the secret");
    } finally {
      server.close();
    }
  }

  private static void hold(TestServer server, UUID account) throws SQLException {
    var sql =
        """
        INSERT INTO trunkline.circuits (account_id, state, since, why, probe_at)
        VALUES (?, 'open', '2040-01-01Z', 'suspended, code 20005', '2040-01-01Z')
        """;
    try (var connection = server.bean(DataSource.class).getConnection();
        var insert = connection.prepareStatement(sql)) {
      insert.setObject(1, account);
      insert.executeUpdate();
    }
  }
}
