// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.WebhookSender.Sent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came of deliveries, and how their endpoints fare. */
final class OutcomeStore {

  /**
   * Failures of an endpoint that follow each other more closely are one, so that one that fails now
   * and then is not written to with each request.
   */
  private static final Duration ONE_FAILURE = Duration.ofMinutes(1);

  /**
   * Where an attempt leaves its delivery.
   *
   * @param retryAt when it is tried again; null if it is finished
   */
  record Result(Outgoing delivery, Instant at, Sent sent, @Nullable Instant retryAt) {

    WebhookAnswer answer() {
      return sent.answer();
    }

    <V> @Nullable V ofRequest(Function<WebhookRequest, V> part) {
      return sent.request() == null ? null : part.apply(sent.request());
    }

    String status() {
      return answer().isDelivered() ? "delivered" : retryAt == null ? "failed" : "waiting";
    }
  }

  private final JdbcClient jdbc;

  OutcomeStore(Storage storage) {
    this.jdbc = storage.jdbc();
  }

  /** The deliveries that moved; not those that are somebody else's by now. */
  Set<UUID> move(List<Result> results, Instant now) {
    return new HashSet<>(
        jdbc.sql(
                """
                UPDATE trunkline.webhook_deliveries AS delivery
                SET status = result.status, due_at = coalesce(result.due_at, delivery.due_at),
                    failures = result.failures, lease_until = NULL,
                    data = CASE WHEN result.status <> 'delivered' THEN delivery.data END,
                    finished_at = CASE WHEN result.status <> 'waiting' THEN :now::timestamptz END
                FROM unnest(
                  :id::uuid[], :number::int[], :status::text[], :due_at::timestamptz[],
                  :failures::int[]) AS result (id, number, status, due_at, failures)
                WHERE delivery.id = result.id AND delivery.status = 'sending'
                  AND delivery.attempts = result.number
                RETURNING delivery.id
                """)
            .params(
                RowArrays.of(results)
                    .uuids("id", each -> each.delivery().id().value())
                    .ints("number", each -> each.delivery().number())
                    .texts("status", Result::status)
                    .instants("due_at", Result::retryAt)
                    .ints("failures", OutcomeStore::failures)
                    .parameters())
            .param("now", Storage.parameter(now))
            .query((row, index) -> row.getObject("id", UUID.class))
            .list());
  }

  private static int failures(Result result) {
    var isFailure = !result.answer().isDelivered() && !result.sent().isPutOff();
    return result.delivery().failures() + (isFailure ? 1 : 0);
  }

  /** Without its query, in which secrets go. */
  private static String shown(URI url) {
    var text = url.toString();
    var query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  void log(List<Result> results) {
    jdbc.sql(
            """
            INSERT INTO trunkline.webhook_attempts
              (delivery_id, number, at, url, signed_at, signed_with, body_sha256, status_code,
               failure, answer, took_ms)
            SELECT * FROM unnest(
              :id::uuid[], :number::int[], :at::timestamptz[], :url::text[],
              :signed_at::timestamptz[], :signed_with::text[], :body_sha256::text[],
              :status_code::int[], :failure::text[], :answer::text[], :took_ms::int[])
            ON CONFLICT DO NOTHING
            """)
        .params(
            RowArrays.of(results)
                .uuids("id", each -> each.delivery().id().value())
                .ints("number", each -> each.delivery().number())
                .instants("at", Result::at)
                .texts("url", each -> shown(each.delivery().target().url()))
                .instants("signed_at", each -> each.ofRequest(WebhookRequest::timestamp))
                .texts(
                    "signed_with",
                    each -> each.ofRequest(request -> String.join(" ", request.signedWith())))
                .texts("body_sha256", each -> each.ofRequest(WebhookRequest::bodySha256))
                .ints("status_code", each -> each.answer().statusCode())
                .texts("failure", each -> each.answer().failure())
                .texts("answer", each -> each.answer().answer())
                .ints("took_ms", each -> (int) each.answer().took().toMillis())
                .parameters())
        .update();
  }

  /** Lets the next of each subject go of which one was ordered and is finished. */
  void release(Collection<UUID> finished, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_deliveries AS next
            SET due_at = least(next.due_at, :now)
            FROM trunkline.webhook_deliveries AS done
            CROSS JOIN LATERAL (
              SELECT id FROM trunkline.webhook_deliveries AS later
              WHERE later.lane_id = done.lane_id AND later.subject = done.subject
                AND later.ordered AND later.status IN ('waiting', 'sending')
              ORDER BY later.place LIMIT 1) AS first
            WHERE done.id = ANY (:ids) AND done.ordered
              AND next.id = first.id AND next.status = 'waiting'
            """)
        .param("ids", finished.toArray(UUID[]::new))
        .param("now", Storage.parameter(now))
        .update();
  }

  /**
   * Locks those of which something changes, in an order in which no two nodes wait for each other.
   *
   * @param well have taken something
   * @param ill have failed, and taken nothing
   * @param gone want to hear nothing any more
   */
  Set<UUID> lock(Collection<UUID> well, Collection<UUID> ill, Collection<UUID> gone, Instant now) {
    return new HashSet<>(
        jdbc.sql(
                """
                SELECT id FROM trunkline.webhook_endpoints
                WHERE id = ANY (:well) AND failing_since IS NOT NULL
                  OR id = ANY (:ill) AND (failed_at IS NULL OR failed_at < :lately)
                  OR id = ANY (:gone) AND status = 'enabled'
                ORDER BY id FOR NO KEY UPDATE
                """)
            .param("well", well.toArray(UUID[]::new))
            .param("ill", ill.toArray(UUID[]::new))
            .param("gone", gone.toArray(UUID[]::new))
            .param("lately", Storage.parameter(now.minus(ONE_FAILURE)))
            .query((row, index) -> row.getObject("id", UUID.class))
            .list());
  }

  /** Endpoints that have taken something are not failing. */
  void succeeded(Collection<UUID> endpoints) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_endpoints SET failing_since = NULL WHERE id = ANY (:ids)
            """)
        .param("ids", endpoints.toArray(UUID[]::new))
        .update();
  }

  /** Counts what failed. However long nothing was tried, only a success ends it. */
  void failed(Collection<UUID> endpoints, Instant now) {
    jdbc.sql(
            """
            UPDATE trunkline.webhook_endpoints
            SET failing_since = coalesce(failing_since, :now), failed_at = :now
            WHERE id = ANY (:ids)
            """)
        .param("ids", endpoints.toArray(UUID[]::new))
        .param("now", Storage.parameter(now))
        .update();
  }

  /** Which of these have failed since this instant or longer. */
  List<UUID> failingSince(Collection<UUID> endpoints, Instant since) {
    return jdbc.sql(
            """
            SELECT id FROM trunkline.webhook_endpoints
            WHERE id = ANY (:ids) AND status = 'enabled' AND failing_since <= :since
            ORDER BY id
            """)
        .param("ids", endpoints.toArray(UUID[]::new))
        .param("since", Storage.parameter(since))
        .query((row, index) -> row.getObject("id", UUID.class))
        .list();
  }
}
