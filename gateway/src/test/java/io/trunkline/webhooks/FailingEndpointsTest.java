// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trunkline.events.EventSchemas;
import io.trunkline.events.TestEvents;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import io.trunkline.webhooks.Subscriber.Reply;
import io.trunkline.webhooks.WebhookDelivery.Status;
import io.trunkline.webhooks.WebhookEndpoint.Disabled;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of webhooks that nobody takes, and of those who do not take them. */
class FailingEndpointsTest extends WebhookStage {

  private static final List<Duration> RETRIES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(10));

  @Test
  void isTriedForMoreThanADayWithTheSameIdAndThenGivenUp() {
    subscriber.answers(500);
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    for (var failures = 1; failures <= RETRIES.size(); failures++) {
      var so = failures;
      await().until(() -> room.attempts(room.latest(endpoint)).size() == so);
      var delay = RETRIES.get(failures - 1);
      assertThat(room.latest(endpoint).nextAttemptAt())
          .isBetween(room.now().plus(delay), room.now().plus(delay.plus(delay.dividedBy(5))));
      room.moveClock(delay.plus(delay.dividedBy(5)).plusSeconds(1));
    }

    var delivery = awaitStatus(endpoint, Status.FAILED);
    assertThat(room.attempts(delivery)).hasSize(8).allMatch(each -> !each.answer().isDelivered());
    assertThat(subscriber.heard())
        .hasSize(8)
        .extracting(each -> each.header("webhook-id"))
        .containsOnly(delivery.event().toString());
    assertThat(subscriber.heard())
        .extracting(each -> each.header("webhook-timestamp"))
        .doesNotHaveDuplicates();
    assertThat(subscriber.heard()).allMatch(each -> each.isSignedWith(endpoint.secret()));
    assertThat(room.endpoint(endpoint).isEnabled()).isTrue();
  }

  @Test
  void goesOnWhereItFailedOnce() {
    subscriber.answers(503, 200);
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    await().until(() -> room.endpoint(endpoint).failingSince() != null);

    room.moveClock(Duration.ofSeconds(7));

    awaitStatus(endpoint, Status.DELIVERED);
    assertThat(room.endpoint(endpoint).failingSince()).isNull();
  }

  @Test
  void waitsAsLongAsItIsAskedToAndSoDoesTheRest() {
    subscriber.answers(new Reply(429, Map.of("Retry-After", "600"), ""));
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    await().until(() -> subscriber.heard().size() == 1);
    awaitStatus(endpoint, Status.WAITING);
    assertThat(room.latest(endpoint).nextAttemptAt()).isEqualTo(room.now().plusSeconds(600));
    await()
        .until(
            () ->
                room.database
                        .jdbc()
                        .sql(
                            """
                            SELECT count(*) FROM trunkline.paces
                            WHERE limit_id = :id AND next_free_at > :soon
                            """)
                        .param("id", endpoint.endpoint().id().value())
                        .param("soon", Storage.parameter(room.now().plusSeconds(500)))
                        .query(Integer.class)
                        .single()
                    == 1);

    subscriber.answers(200);
    room.happens("message.delivered", "msg_2");
    room.moveClock(Duration.ofSeconds(300));
    await().during(Duration.ofMillis(300)).until(() -> subscriber.heard().size() == 1);
    room.moveClock(Duration.ofSeconds(301));

    await().until(() -> subscriber.heard().size() == 3);
  }

  @Test
  void disablesAtOnceWhoeverIsGoneAndKeepsWhatWaits() {
    subscriber.answers(410);
    var other = subscribe(false);
    room.webhooks()
        .change(
            room.account(),
            other.endpoint().id(),
            _ -> WebhookSettings.to(subscriber.url(), "webhook_endpoint.*"));
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");

    await().until(() -> !room.endpoint(endpoint).isEnabled());
    assertThat(room.endpoint(endpoint).disabledBecause()).isEqualTo(Disabled.GONE);
    assertThat(awaitStatus(endpoint, Status.FAILED).attempts()).isOne();
    await().until(() -> types(other).equals(List.of("webhook_endpoint.disabled")));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        TestEvents.of(
                            room.database, room.account(), endpoint.endpoint().id().toString()))
                    .singleElement()
                    .satisfies(event -> assertThat(EventSchemas.errors(event)).isEmpty())
                    .satisfies(
                        event ->
                            assertThat(event.data())
                                .contains("127.0.0.2:" + subscriber.port())
                                .doesNotContain("/hooks")));
    room.happens("message.delivered", "msg_1");
    assertThat(types(endpoint)).containsExactly("message.sent");
    assertThat(room.webhooks().givenUp())
        .extracting(WebhookEndpoint::id)
        .contains(endpoint.endpoint().id());
    room.webhooks().disable(room.account(), endpoint.endpoint().id());
    assertThat(room.webhooks().givenUp())
        .extracting(WebhookEndpoint::id)
        .doesNotContain(endpoint.endpoint().id());
    assertThatThrownBy(() -> room.deliveries().resend(room.account(), room.latest(endpoint).id()))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith("webhook_endpoint_disabled");

    subscriber.answers(200);
    room.webhooks().enable(room.account(), endpoint.endpoint().id());
    assertThat(room.deliveries().resendFailed(room.account(), endpoint.endpoint().id(), room.now()))
        .isOne();
    awaitStatus(endpoint, Status.DELIVERED);
  }

  @Test
  void disablesWhoeverFailsForDaysWithoutAnySuccess() {
    subscriber.answers(500);
    var endpoint = subscribe(false);
    for (int hours = 0; hours < 120; hours += 8) {
      room.happens("message.sent", "msg_" + hours);
      awaitAttempted(endpoint);
      assertThat(room.endpoint(endpoint).isEnabled()).isTrue();
      room.moveClock(Duration.ofHours(8));
    }

    room.happens("message.sent", "msg_last");

    await().until(() -> !room.endpoint(endpoint).isEnabled());
    assertThat(room.endpoint(endpoint).disabledBecause()).isEqualTo(Disabled.FAILING);
  }

  @Test
  void disablesWhoeverFailsForDaysHoweverRarelyItHears() {
    subscriber.answers(500);
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    awaitAttempted(endpoint);
    await().until(() -> room.endpoint(endpoint).failingSince() != null);
    var since = room.endpoint(endpoint).failingSince();
    skipRetries();
    room.moveClock(Duration.ofDays(3));
    room.happens("message.sent", "msg_2");
    awaitAttempted(endpoint);
    assertThat(room.endpoint(endpoint).failingSince()).isEqualTo(since);
    assertThat(room.endpoint(endpoint).isEnabled()).isTrue();
    skipRetries();
    room.moveClock(Duration.ofDays(3));

    room.happens("message.sent", "msg_3");

    await().until(() -> !room.endpoint(endpoint).isEnabled());
    assertThat(room.endpoint(endpoint).disabledBecause()).isEqualTo(Disabled.FAILING);
  }

  @Test
  void forgetsHowItHasFailedOnceItIsElsewhere() {
    subscriber.answers(500);
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    await().until(() -> room.endpoint(endpoint).failingSince() != null);
    var settings = endpoint.endpoint().settings();

    var same =
        room.webhooks().change(room.account(), endpoint.endpoint().id(), _ -> faster(settings));
    assertThat(same.failingSince()).isNotNull();
    var elsewhere =
        room.webhooks()
            .change(
                room.account(),
                endpoint.endpoint().id(),
                _ -> to(settings, subscriber.url() + "/new"));
    assertThat(elsewhere.failingSince()).isNull();
  }

  @Test
  void goesOnAtOnceWhereSomebodyEnablesItOrChangesItsPace() {
    subscriber.answers(new Reply(429, Map.of("Retry-After", "80000"), ""));
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    await().until(() -> heldUntil(endpoint).isAfter(room.now().plusSeconds(70_000)));
    subscriber.answers(200);

    room.webhooks().enable(room.account(), endpoint.endpoint().id());

    assertThat(heldUntil(endpoint)).isBefore(room.now().plusSeconds(1));
    room.moveClock(Duration.ofSeconds(1));
    room.happens("message.delivered", "msg_2");
    await().until(() -> subscriber.heard().size() == 2);
  }

  @Test
  void paysNoDebtOfAnotherPace() {
    var endpoint = subscribe(false);
    var settings = endpoint.endpoint().settings();
    room.webhooks()
        .change(room.account(), endpoint.endpoint().id(), _ -> paced(settings, 1.0 / 3600));
    room.happens("message.sent", "msg_1");
    awaitStatus(endpoint, Status.DELIVERED);
    assertThat(heldUntil(endpoint)).isAfter(room.now().plusSeconds(3000));

    room.webhooks().change(room.account(), endpoint.endpoint().id(), _ -> paced(settings, 50));

    assertThat(heldUntil(endpoint)).isBefore(room.now().plusSeconds(1));
  }

  private static WebhookSettings faster(WebhookSettings settings) {
    return paced(settings, 999);
  }

  private static WebhookSettings paced(WebhookSettings settings, double pace) {
    return new WebhookSettings(settings.url(), "", List.of(), false, pace, 10);
  }

  private static WebhookSettings to(WebhookSettings settings, String url) {
    return new WebhookSettings(
        URI.create(url), "", List.of(), false, settings.pacePerSecond(), settings.concurrency());
  }

  /** Nothing more is tried of what has failed until now. */
  private void skipRetries() {
    room.database
        .jdbc()
        .sql(
            """
            UPDATE trunkline.webhook_deliveries
            SET status = 'failed', finished_at = created_at
            WHERE status = 'waiting'
            """)
        .update();
  }

  private Instant heldUntil(NewWebhookEndpoint endpoint) {
    return room.database
        .jdbc()
        .sql("SELECT max(next_free_at) AS free FROM trunkline.paces WHERE limit_id = :id")
        .param("id", endpoint.endpoint().id().value())
        .query((row, index) -> row.getObject("free", OffsetDateTime.class))
        .optional()
        .map(OffsetDateTime::toInstant)
        .orElse(Instant.EPOCH);
  }
}
