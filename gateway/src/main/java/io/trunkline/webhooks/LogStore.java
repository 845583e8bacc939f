// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.events.Event;
import io.trunkline.events.EventId;
import io.trunkline.id.Ids;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.WebhookDelivery.Status;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries and their attempts, as somebody looks at them and orders them to be sent again. */
final class LogStore {

  private static final String SHOWN =
      """
      delivery.id, delivery.lane_id, delivery.event_id, delivery.type, delivery.subject,
      delivery.status, delivery.attempts, delivery.due_at, delivery.created_at,
      delivery.finished_at\
      """;

  private final JdbcClient jdbc;

  LogStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** Latest events first. */
  List<WebhookDelivery> list(WebhookEndpointId endpoint, WebhookQuery query) {
    var status = query.status();
    var after = query.after();
    return jdbc.sql(
            """
            SELECT %s FROM trunkline.webhook_deliveries AS delivery
            WHERE lane_id = :lane
              AND (:status::text IS NULL OR status = :status)
              AND (:from::uuid IS NULL OR event_id >= :from)
              AND (:until::uuid IS NULL OR event_id < :until)
              AND (:after::uuid IS NULL OR event_id < (
                SELECT event_id FROM trunkline.webhook_deliveries
                WHERE id = :after AND lane_id = :lane))
            ORDER BY event_id DESC
            LIMIT :limit
            """
                .formatted(SHOWN))
        .param("lane", endpoint.value())
        .param("status", status == null ? null : code(status))
        .param("from", madeFrom(query.from()))
        .param("until", madeFrom(query.until()))
        .param("after", after == null ? null : after.value())
        .param("limit", query.limit())
        .query(LogStore::delivery)
        .list();
  }

  boolean isOf(WebhookEndpointId endpoint, WebhookDeliveryId id) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM trunkline.webhook_deliveries WHERE id = :id AND lane_id = :lane)
            """)
        .param("id", id.value())
        .param("lane", endpoint.value())
        .query(Boolean.class)
        .single();
  }

  private static @Nullable UUID madeFrom(@Nullable Instant instant) {
    return instant == null ? null : Ids.madeFrom(instant);
  }

  Optional<WebhookDelivery> find(AccountId account, WebhookDeliveryId id) {
    return jdbc.sql(
            """
            SELECT %s FROM trunkline.webhook_deliveries AS delivery
            JOIN trunkline.webhook_endpoints AS endpoint ON endpoint.id = delivery.lane_id
            WHERE delivery.id = :id AND endpoint.account_id = :account
            """
                .formatted(SHOWN))
        .param("account", account.value())
        .param("id", id.value())
        .query(LogStore::delivery)
        .optional();
  }

  /** What is delivered; empty if nobody keeps it any more. */
  Optional<Event> event(AccountId account, WebhookDeliveryId id) {
    return jdbc.sql(
            """
            SELECT delivery.event_id, delivery.type, delivery.subject, delivery.created_at,
              coalesce(event.data, delivery.data) AS event_data
            FROM trunkline.webhook_deliveries AS delivery
            JOIN trunkline.webhook_endpoints AS endpoint ON endpoint.id = delivery.lane_id
            LEFT JOIN trunkline.events AS event ON event.id = delivery.event_id
            WHERE delivery.id = :id AND endpoint.account_id = :account
            """)
        .param("account", account.value())
        .param("id", id.value())
        .query((row, index) -> Optional.ofNullable(DeliveryStore.event(row, account)))
        .optional()
        .flatMap(Function.identity());
  }

  /** First to last. */
  List<WebhookAttempt> attempts(WebhookDeliveryId id) {
    return jdbc.sql(
            """
            SELECT attempt.*, delivery.event_id
            FROM trunkline.webhook_attempts AS attempt
            JOIN trunkline.webhook_deliveries AS delivery ON delivery.id = attempt.delivery_id
            WHERE attempt.delivery_id = :id
            ORDER BY attempt.number
            """)
        .param("id", id.value())
        .query(LogStore::attempt)
        .list();
  }

  /** Whether it was not being sent at this moment. */
  boolean resend(WebhookDeliveryId id, Instant now) {
    return jdbc.sql(
                """
                UPDATE trunkline.webhook_deliveries
                SET status = 'waiting', due_at = :now, failures = 0, finished_at = NULL
                WHERE id = :id AND status <> 'sending'
                """)
            .param("id", id.value())
            .param("now", Storage.parameter(now))
            .update()
        == 1;
  }

  /** Some of those that have failed, oldest first; how many. */
  int resendFailed(WebhookEndpointId endpoint, Instant since, Instant now, int most) {
    return jdbc.sql(
            """
            UPDATE trunkline.webhook_deliveries
            SET status = 'waiting', due_at = :now, failures = 0, finished_at = NULL
            WHERE id IN (
              SELECT id FROM trunkline.webhook_deliveries
              WHERE lane_id = :lane AND status = 'failed' AND event_id >= :since
                AND finished_at <= :now
              ORDER BY event_id LIMIT :most
              FOR UPDATE SKIP LOCKED)
            """)
        .param("lane", endpoint.value())
        .param("since", Ids.madeFrom(since))
        .param("now", Storage.parameter(now))
        .param("most", most)
        .update();
  }

  private static WebhookDelivery delivery(ResultSet row, int index) throws SQLException {
    var status = Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    return new WebhookDelivery(
        new WebhookDeliveryId(row.getObject("id", UUID.class)),
        new WebhookEndpointId(row.getObject("lane_id", UUID.class)),
        new EventId(row.getObject("event_id", UUID.class)),
        row.getString("type"),
        row.getString("subject"),
        status,
        row.getInt("attempts"),
        status == Status.WAITING ? Storage.instant(row, "due_at") : null,
        Storage.instant(row, "created_at"),
        Storage.instantOrNull(row, "finished_at"));
  }

  private static WebhookAttempt attempt(ResultSet row, int index) throws SQLException {
    return new WebhookAttempt(
        row.getInt("number"),
        Storage.instant(row, "at"),
        URI.create(row.getString("url")),
        request(row),
        new WebhookAnswer(
            row.getObject("status_code", Integer.class),
            row.getString("failure"),
            row.getString("answer"),
            Duration.ofMillis(row.getInt("took_ms")),
            null));
  }

  private static @Nullable WebhookRequest request(ResultSet row) throws SQLException {
    var signedAt = Storage.instantOrNull(row, "signed_at");
    return signedAt == null
        ? null
        : new WebhookRequest(
            new EventId(row.getObject("event_id", UUID.class)),
            signedAt,
            List.of(row.getString("signed_with").split(" ")),
            row.getString("body_sha256"));
  }

  private static String code(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
