// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.WebhookEndpoint.Disabled;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code webhook_endpoints}, but for how its endpoints fare. */
final class EndpointStore {

  /**
   * The endpoints that are enabled.
   *
   * @param audience the version of {@code event_audience} that they are of
   */
  record Enabled(UUID audience, List<WebhookEndpoint> endpoints) {}

  private final JdbcClient jdbc;

  EndpointStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Waits for whoever else adds one to the account.
   *
   * @return whether there was room for it
   */
  boolean insert(WebhookEndpoint endpoint, byte[] sealedSecret, int most) {
    jdbc.sql("SELECT id FROM trunkline.accounts WHERE id = :account FOR NO KEY UPDATE")
        .param("account", endpoint.account().value())
        .query()
        .listOfRows();
    return jdbc.sql(
                """
                INSERT INTO trunkline.webhook_endpoints
                  (id, account_id, url, description, types, ordered, pace_per_second, concurrency,
                   status, status_since, secret, created_at, updated_at)
                SELECT :id, :account, :url, :description, :types, :ordered, :pace_per_second,
                  :concurrency, 'enabled', :now, :secret, :now, :now
                WHERE :most > (
                  SELECT count(*) FROM trunkline.webhook_endpoints
                  WHERE account_id = :account AND status <> 'deleted')
                """)
            .params(parameters(endpoint.settings()))
            .param("id", endpoint.id().value())
            .param("account", endpoint.account().value())
            .param("secret", sealedSecret)
            .param("now", Storage.parameter(endpoint.createdAt()))
            .param("most", most)
            .update()
        == 1;
  }

  /** Oldest first. */
  List<WebhookEndpoint> list(AccountId account) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.webhook_endpoints
            WHERE account_id = :account AND status <> 'deleted'
            ORDER BY id
            """)
        .param("account", account.value())
        .query(EndpointStore::endpoint)
        .list();
  }

  /** Of all accounts. */
  Enabled enabled() {
    var endpoints = new ArrayList<WebhookEndpoint>();
    var audience =
        jdbc.sql(
                """
                SELECT audience.version, endpoint.*
                FROM trunkline.event_audience AS audience
                LEFT JOIN trunkline.webhook_endpoints AS endpoint ON endpoint.status = 'enabled'
                """)
            .query(
                (row, index) -> {
                  if (row.getObject("id") != null) {
                    endpoints.add(endpoint(row, index));
                  }
                  return row.getObject("version", UUID.class);
                })
            .list()
            .getFirst();
    return new Enabled(audience, endpoints);
  }

  /** Of all accounts, those that are disabled though nobody has said so. */
  List<WebhookEndpoint> givenUp() {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.webhook_endpoints
            WHERE status = 'disabled' AND disabled_because <> 'by_request'
            ORDER BY id
            """)
        .query(EndpointStore::endpoint)
        .list();
  }

  Optional<WebhookEndpoint> find(AccountId account, WebhookEndpointId id) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.webhook_endpoints
            WHERE account_id = :account AND id = :id AND status <> 'deleted'
            """)
        .param("account", account.value())
        .param("id", id.value())
        .query(EndpointStore::endpoint)
        .optional();
  }

  /** Waits for whoever else changes it; empty if it is none any more. */
  Optional<WebhookSettings> lock(WebhookEndpointId id) {
    return jdbc.sql(
            """
            SELECT * FROM trunkline.webhook_endpoints
            WHERE id = :id AND status <> 'deleted'
            FOR NO KEY UPDATE
            """)
        .param("id", id.value())
        .query((row, index) -> endpoint(row, index).settings())
        .optional();
  }

  /** Forgets how it has failed if it is elsewhere now. */
  void change(WebhookEndpointId id, WebhookSettings settings, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_endpoints
            SET url = :url, description = :description, types = :types, ordered = :ordered,
                pace_per_second = :pace_per_second, concurrency = :concurrency, updated_at = :now,
                failing_since = CASE WHEN url = :url THEN failing_since END,
                failed_at = CASE WHEN url = :url THEN failed_at END
            WHERE id = :id AND status <> 'deleted'
            """)
        .params(parameters(settings))
        .param("id", id.value())
        .param("now", Storage.parameter(now))
        .update();
  }

  /** Forgets how it has failed. */
  void enable(WebhookEndpointId id, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_endpoints
            SET status = 'enabled', status_since = :now, disabled_because = NULL,
                failing_since = NULL, failed_at = NULL, updated_at = :now
            WHERE id = :id AND status = 'disabled'
            """)
        .param("id", id.value())
        .param("now", Storage.parameter(now))
        .update();
  }

  /** The endpoint as it is then; empty if it was disabled by request, or was to be otherwise. */
  Optional<WebhookEndpoint> disable(UUID id, Disabled because, Instant now) {
    return jdbc.sql(
            """
            UPDATE trunkline.webhook_endpoints
            SET status = 'disabled', status_since = :now, disabled_because = :because,
                updated_at = :now
            WHERE id = :id AND (
              status = 'enabled'
              OR status = 'disabled' AND disabled_because <> :because AND :because = 'by_request')
            RETURNING *
            """)
        .param("id", id)
        .param("because", because.name().toLowerCase(Locale.ROOT))
        .param("now", Storage.parameter(now))
        .query(EndpointStore::endpoint)
        .optional();
  }

  /** Its deliveries are kept for their time; its secrets are not. */
  void delete(WebhookEndpointId id, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_endpoints
            SET status = 'deleted', status_since = :now, disabled_because = NULL, secret = '',
                old_secret = NULL, old_secret_until = NULL, updated_at = :now
            WHERE id = :id
            """)
        .param("id", id.value())
        .param("now", Storage.parameter(now))
        .update();
  }

  /** Removes what was deleted and of which no delivery is left. */
  void forgetDeleted() {
    jdbc.sql(
            """
            DELETE FROM trunkline.webhook_endpoints AS endpoint
            WHERE status = 'deleted' AND NOT EXISTS (
              SELECT FROM trunkline.webhook_deliveries WHERE lane_id = endpoint.id)
            """)
        .update();
  }

  private static Map<String, Object> parameters(WebhookSettings settings) {
    return Map.of(
        "url", settings.url().toString(),
        "description", settings.description(),
        "types", settings.types().toArray(String[]::new),
        "ordered", settings.ordered(),
        "pace_per_second", settings.pacePerSecond(),
        "concurrency", settings.concurrency());
  }

  static WebhookEndpoint endpoint(ResultSet row, int index) throws SQLException {
    var because = row.getString("disabled_because");
    return new WebhookEndpoint(
        new WebhookEndpointId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        new WebhookSettings(
            URI.create(row.getString("url")),
            row.getString("description"),
            List.of((String[]) row.getArray("types").getArray()),
            row.getBoolean("ordered"),
            row.getDouble("pace_per_second"),
            row.getInt("concurrency")),
        because == null ? null : Disabled.valueOf(because.toUpperCase(Locale.ROOT)),
        Storage.instant(row, "status_since"),
        Storage.instantOrNull(row, "failing_since"),
        Storage.instant(row, "created_at"),
        Storage.instant(row, "updated_at"));
  }
}
