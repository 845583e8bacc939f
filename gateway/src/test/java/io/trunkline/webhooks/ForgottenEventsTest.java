// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trunkline.events.Events;
import io.trunkline.webhooks.WebhookDelivery.Status;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of deliveries that outlive their events. */
class ForgottenEventsTest {

  private static final Duration LONGER = Duration.ofHours(3);

  private final WebhooksRoom room = new WebhooksRoom("trunkline.events.keep=1h");
  private Subscriber subscriber;

  @BeforeEach
  void listen() throws IOException {
    subscriber = new Subscriber(WebhooksRoom.PUBLIC);
  }

  @AfterEach
  void stop() {
    room.close();
    subscriber.close();
  }

  @Test
  void reachAnEndpointThatIsEnabledAgainAndAreThenKeptNoMore() {
    var present = room.subscribe(subscriber.url());
    var away = room.subscribe(subscriber.url());
    room.stopQueue();
    room.happens("message.sent", "msg_1");
    room.webhooks().disable(room.account(), away.endpoint().id());
    room.startQueue();
    await().until(() -> room.latest(present).status() == Status.DELIVERED);

    forgetEvents();
    assertThat(room.get(Events.class).find(room.account(), room.latest(away).event())).isEmpty();
    assertThat(kept(present)).isZero();
    assertThat(kept(away)).isOne();
    room.webhooks().enable(room.account(), away.endpoint().id());

    await().until(() -> room.latest(away).status() == Status.DELIVERED);
    assertThat(subscriber.heard()).hasSize(2);
    assertThat(subscriber.heard().getLast().body()).isEqualTo(subscriber.heard().getFirst().body());
    assertThat(kept(away)).isZero();
  }

  @Test
  void areSentAgainByHandIfTheyWereGivenUp() {
    subscriber.answers(410);
    var endpoint = room.subscribe(subscriber.url());
    var since = room.now();
    room.happens("message.sent", "msg_1");
    await().until(() -> room.latest(endpoint).status() == Status.FAILED);
    forgetEvents();
    room.webhooks().enable(room.account(), endpoint.endpoint().id());
    subscriber.answers(200);

    assertThat(room.deliveries().resendFailed(room.account(), endpoint.endpoint().id(), since))
        .isOne();

    await().until(() -> room.latest(endpoint).status() == Status.DELIVERED);
  }

  @Test
  void areNotSentAgainOnceTheyAreDelivered() {
    var endpoint = room.subscribe(subscriber.url());
    room.happens("message.sent", "msg_1");
    await().until(() -> room.latest(endpoint).status() == Status.DELIVERED);
    var delivery = room.latest(endpoint);

    forgetEvents();

    assertThatThrownBy(() -> room.deliveries().resend(room.account(), delivery.id()))
        .hasMessageStartingWith("webhook_event_gone");
    assertThat(room.latest(endpoint)).isEqualTo(delivery);
  }

  @Test
  void areForgottenInTheirTimeHoweverLongAnEndpointIsAway() {
    var endpoint = room.subscribe(subscriber.url());
    room.stopQueue();
    room.happens("message.sent", "msg_1");
    room.webhooks().disable(room.account(), endpoint.endpoint().id());
    forgetEvents();
    room.run("trunklineForgetWebhooks");
    assertThat(kept(endpoint)).isOne();

    room.moveClock(Duration.ofDays(30));
    room.run("trunklineForgetWebhooks");

    assertThat(kept(endpoint)).isZero();
    assertThat(
            room.deliveries()
                .list(room.account(), endpoint.endpoint().id(), WebhookQuery.latest(1)))
        .isEmpty();
  }

  private void forgetEvents() {
    room.moveClock(LONGER);
    room.run("trunklineForgetEvents");
  }

  private int kept(NewWebhookEndpoint endpoint) {
    return room.database
        .jdbc()
        .sql(
            """
            SELECT count(data) FROM trunkline.webhook_deliveries WHERE lane_id = :endpoint
            """)
        .param("endpoint", endpoint.endpoint().id().value())
        .query(Integer.class)
        .single();
  }
}
