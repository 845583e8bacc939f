// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.server.TestServer;
import io.trunkline.webhooks.WebhookSettings;
import io.trunkline.webhooks.Webhooks;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class WebhooksHealthTest {

  @Test
  void namesWhatIsDisabledUntilSomebodyHasLooked(@TempDir Path folder) throws SQLException {
    try (var server = TestServer.start(folder)) {
      var webhooks = server.bean(Webhooks.class);
      var account = server.bean(Accounts.class).configured().id();
      var health = server.bean("webhooksHealthIndicator", DatabaseHealth.Part.class);
      var url = URI.create("https://1.1.1.1/hooks");
      var id = webhooks.create(account, WebhookSettings.to(url), null).endpoint().id();
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);

      giveUp(server);

      var degraded = health.health();
      assertThat(degraded.getStatus().getCode()).isEqualTo(HealthConfiguration.DEGRADED);
      assertThat(degraded.getDetails()).containsEntry("disabled", Map.of(id.toString(), "gone"));
      webhooks.disable(account, id);
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void namesThoseWhoseSecretsDoNotOpen(@TempDir Path folder) throws SQLException {
    try (var server = TestServer.start(folder)) {
      var webhooks = server.bean(Webhooks.class);
      var account = server.bean(Accounts.class).configured().id();
      var health = server.bean("webhooksHealthIndicator", DatabaseHealth.Part.class);
      var url = URI.create("https://1.1.1.1/hooks");
      var id = webhooks.create(account, WebhookSettings.to(url), null).endpoint().id();
      execute(
          server,
          "UPDATE trunkline.webhook_endpoints"
              + " SET secret = set_byte(secret, 20, get_byte(secret, 20) # 1)");

      assertThat(webhooks.test(account, id).request()).isNull();

      var degraded = health.health();
      assertThat(degraded.getStatus().getCode()).isEqualTo(HealthConfiguration.DEGRADED);
      assertThat(degraded.getDetails())
          .containsEntry("secretsThatDoNotOpen", List.of(id.toString()));
      var _ = webhooks.rotate(account, id, Duration.ZERO, null);
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  private static void giveUp(TestServer server) throws SQLException {
    execute(
        server,
        "UPDATE trunkline.webhook_endpoints SET status = 'disabled', disabled_because = 'gone'");
  }

  private static void execute(TestServer server, String sql) throws SQLException {
    try (var connection = server.bean(DataSource.class).getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
