// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.events.Event;
import io.trunkline.events.EventId;
import io.trunkline.id.Ids;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.Outgoing.Target;
import io.trunkline.webhooks.SecretStore.Sealed;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code webhook_deliveries} as a queue. */
final class DeliveryStore {

  /** When one that waits for another is looked at again, should nobody have told it to go. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  record NewDelivery(WebhookDeliveryId id, WebhookEndpoint endpoint, Event event) {}

  private final JdbcClient jdbc;

  DeliveryStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /**
   * Leaves those out whose endpoint has been disabled or deleted since it was read. What is to wait
   * for another is due later, so that it does not use up the pace by being looked at.
   */
  void insert(List<NewDelivery> deliveries) {
    jdbc.sql(
            """
            INSERT INTO trunkline.webhook_deliveries
              (id, lane_id, event_id, type, subject, ordered, status, due_at, created_at)
            SELECT new.id, lane, event, type, subject, new.ordered, 'waiting',
              CASE WHEN new.ordered AND (
                  row_number() OVER (PARTITION BY lane, subject ORDER BY number) > 1
                  OR EXISTS (
                    SELECT FROM trunkline.webhook_deliveries AS earlier
                    WHERE earlier.lane_id = lane AND earlier.subject = new.subject
                      AND earlier.ordered AND earlier.status IN ('waiting', 'sending')))
                THEN later ELSE at END,
              at
            FROM unnest(
              :id::uuid[], :lane::uuid[], :event::uuid[], :type::text[], :subject::text[],
              :ordered::boolean[], :at::timestamptz[], :later::timestamptz[]) WITH ORDINALITY
              AS new (id, lane, event, type, subject, ordered, at, later, number)
            JOIN trunkline.webhook_endpoints AS endpoint
              ON endpoint.id = lane AND endpoint.status = 'enabled'
            ORDER BY number
            """)
        .params(
            RowArrays.of(deliveries)
                .uuids("id", each -> each.id().value())
                .uuids("lane", each -> each.endpoint().id().value())
                .uuids("event", each -> each.event().id().value())
                .texts("type", each -> each.event().type())
                .texts("subject", each -> each.event().subject())
                .booleans("ordered", each -> each.endpoint().settings().ordered())
                .instants("at", each -> each.event().at())
                .instants("later", each -> each.event().at().plus(LOOK_AGAIN))
                .parameters())
        .update();
  }

  /**
   * Takes rows that are locked out of waiting. Of an ordered subject only the first leaves; the
   * others are due once the one before them could be over, and sooner if it is.
   */
  List<Outgoing> claim(List<UUID> ids, Instant now, Instant leaseUntil) {
    var begun =
        jdbc.sql(
                """
                WITH begun AS (
                  UPDATE trunkline.webhook_deliveries AS delivery
                  SET status = 'sending', attempts = attempts + 1, lease_until = :lease
                  WHERE id = ANY (:ids) AND status = 'waiting' AND NOT (ordered AND EXISTS (
                    SELECT FROM trunkline.webhook_deliveries AS earlier
                    WHERE earlier.lane_id = delivery.lane_id
                      AND earlier.subject = delivery.subject
                      AND earlier.place < delivery.place
                      AND earlier.ordered AND earlier.status IN ('waiting', 'sending')))
                  RETURNING *)
                SELECT begun.*, coalesce(event.data, begun.data) AS event_data,
                  endpoint.account_id, endpoint.url, endpoint.pace_per_second, endpoint.secret,
                  endpoint.old_secret, endpoint.old_secret_until
                FROM begun
                JOIN trunkline.webhook_endpoints AS endpoint ON endpoint.id = begun.lane_id
                LEFT JOIN trunkline.events AS event ON event.id = begun.event_id
                ORDER BY begun.place
                """)
            .param("ids", ids.toArray(UUID[]::new))
            .param("lease", Storage.parameter(leaseUntil))
            .query(DeliveryStore::outgoing)
            .list();
    if (begun.size() < ids.size()) {
      putOff(ids, now.plus(LOOK_AGAIN));
    }
    return begun;
  }

  private void putOff(List<UUID> ids, Instant soon) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_deliveries AS delivery
            SET due_at = greatest(:soon, (
              SELECT max(earlier.due_at) FROM trunkline.webhook_deliveries AS earlier
              WHERE earlier.lane_id = delivery.lane_id AND earlier.subject = delivery.subject
                AND earlier.place < delivery.place
                AND earlier.ordered AND earlier.status = 'waiting'))
            WHERE id = ANY (:ids) AND status = 'waiting'
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("soon", Storage.parameter(soon))
        .update();
  }

  private static Outgoing outgoing(ResultSet row, int index) throws SQLException {
    var account = new AccountId(row.getObject("account_id", UUID.class));
    return new Outgoing(
        new WebhookDeliveryId(row.getObject("id", UUID.class)),
        new Target(
            new WebhookEndpointId(row.getObject("lane_id", UUID.class)),
            account,
            URI.create(row.getString("url")),
            row.getDouble("pace_per_second"),
            Sealed.of(row)),
        row.getBoolean("ordered"),
        row.getInt("attempts"),
        row.getInt("failures"),
        event(row, account));
  }

  /** What is delivered; null if nobody keeps it any more. */
  static @Nullable Event event(ResultSet row, AccountId account) throws SQLException {
    var data = row.getString("event_data");
    return data == null
        ? null
        : new Event(
            new EventId(row.getObject("event_id", UUID.class)),
            account,
            row.getString("type"),
            row.getString("subject"),
            Storage.instant(row, "created_at"),
            data);
  }

  /** Deliveries whose worker has not said in its time what came of them; without their events. */
  List<Outgoing> abandoned(Instant now, int most) {
    return jdbc.sql(
            """
            SELECT delivery.*, NULL AS event_data,
              endpoint.account_id, endpoint.url, endpoint.pace_per_second, endpoint.secret,
              endpoint.old_secret, endpoint.old_secret_until
            FROM trunkline.webhook_deliveries AS delivery
            JOIN trunkline.webhook_endpoints AS endpoint ON endpoint.id = delivery.lane_id
            WHERE delivery.status = 'sending' AND delivery.lease_until < :now
            ORDER BY delivery.lease_until
            LIMIT :most
            """)
        .param("now", Storage.parameter(now))
        .param("most", most)
        .query(DeliveryStore::outgoing)
        .list();
  }

  /**
   * Takes over what is forgotten of events, by their ids, for those that are not delivered: they
   * may still be sent, at the latest by hand. By the endpoints, of which there are few, and for
   * each by the index of its events: {@code OFFSET} keeps the planner from another order.
   */
  void takeOver(EventId after, EventId last) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_deliveries AS delivery
            SET data = event.data
            FROM trunkline.webhook_endpoints AS endpoint
            CROSS JOIN LATERAL (
              SELECT id, event_id FROM trunkline.webhook_deliveries
              WHERE lane_id = endpoint.id AND event_id > :after AND event_id <= :last
                AND status <> 'delivered'
              OFFSET 0) AS needed
            JOIN trunkline.events AS event ON event.id = needed.event_id
            WHERE endpoint.status <> 'deleted'
              AND delivery.id = needed.id AND delivery.status <> 'delivered'
            """)
        .param("after", after.value())
        .param("last", last.value())
        .update();
  }

  /** Deletes some of those of events that are older, finished or not; how many. */
  int forget(Instant olderThan, int most) {
    return jdbc.sql(
            """
            DELETE FROM trunkline.webhook_deliveries
            WHERE id IN (
              SELECT id FROM trunkline.webhook_deliveries
              WHERE id < :oldest AND status <> 'sending'
              ORDER BY id LIMIT :most
              FOR UPDATE SKIP LOCKED)
            """)
        .param("oldest", Ids.madeFrom(olderThan))
        .param("most", most)
        .update();
  }
}
