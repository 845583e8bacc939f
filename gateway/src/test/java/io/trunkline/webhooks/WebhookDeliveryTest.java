// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.trunkline.webhooks.Subscriber.Reply;
import io.trunkline.webhooks.WebhookDelivery.Status;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What subscribers hear, when, and how it is written down. */
class WebhookDeliveryTest extends WebhookStage {

  @Test
  void isSignedSoThatTheOfficialVerifierAcceptsIt() throws Exception {
    // The verifier has no other clock than the machine's.
    try (var today = new WebhooksRoom()) {
      var endpoint = today.subscribe(subscriber.url());
      today.happens("message.delivered", "msg_1", Map.of("body", "Grüße ✓"));
      await().until(() -> !subscriber.heard().isEmpty());

      var heard = subscriber.only();
      var verifier = new Webhook(endpoint.secret().text());
      assertThatCode(() -> verifier.verify(heard.body(), heard.headers()))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> verifier.verify(heard.body() + " ", heard.headers()))
          .isInstanceOf(WebhookVerificationException.class);
      assertThat(heard.header("content-type")).isEqualTo("application/json; charset=UTF-8");
      assertThat(heard.header("user-agent")).isEqualTo("Trunkline-Webhooks");
      assertThat(heard.json().path("id").asString()).isEqualTo(heard.header("webhook-id"));
      assertThat(heard.json().path("type").asString()).isEqualTo("message.delivered");
      assertThat(heard.json().path("timestamp").asString()).isNotEmpty();
      assertThat(heard.json().path("data").path("body").asString()).isEqualTo("Grüße ✓");
    }
  }

  @Test
  void isLoggedWithRequestAndAnswer() {
    subscriber.answers(new Reply(200, Map.of(), "x".repeat(5000)));
    var endpoint = subscribe(false);

    room.happens("message.sent", "msg_1");

    var delivery = awaitStatus(endpoint, Status.DELIVERED);
    assertThat(delivery.finishedAt()).isEqualTo(delivery.createdAt());
    assertThat(room.attempts(delivery))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.number()).isOne();
              assertThat(attempt.url()).isEqualTo(subscriber.url());
              assertThat(attempt.request())
                  .isEqualTo(
                      new WebhookRequest(
                          delivery.event(),
                          room.now().truncatedTo(ChronoUnit.SECONDS),
                          List.of(endpoint.secret().fingerprint()),
                          Sha256.of(subscriber.only().body().getBytes(UTF_8))));
              assertThat(attempt.answer().statusCode()).isEqualTo(200);
              assertThat(attempt.answer().answer()).isEqualTo("x".repeat(1024));
              assertThat(attempt.answer().toString()).doesNotContain("x");
            });
  }

  @Test
  void isLoggedSoThatWhoeverCannotVerifyItSeesWhatWasSigned() {
    subscriber.answers(401, 200);
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1", Map.of("body", "Grüße ✓"));
    await().until(() -> room.attempts(room.latest(endpoint)).size() == 1);
    var rotated =
        room.webhooks().rotate(room.account(), endpoint.endpoint().id(), Duration.ofHours(1), null);
    room.moveClock(Duration.ofSeconds(7));
    var delivery = awaitStatus(endpoint, Status.DELIVERED);

    var body = room.deliveries().body(room.account(), delivery.id()).orElseThrow();
    var attempts = room.attempts(delivery);
    for (int i = 0; i < 2; i++) {
      var heard = subscriber.heard().get(i);
      var request = Objects.requireNonNull(attempts.get(i).request());
      request.headers().forEach((name, value) -> assertThat(heard.header(name)).isEqualTo(value));
      assertThat(heard.body()).isEqualTo(body);
      assertThat(Sha256.of(body.getBytes(UTF_8))).isEqualTo(request.bodySha256());
    }
    assertThat(attempts)
        .extracting(each -> Objects.requireNonNull(each.request()).signedWith())
        .containsExactly(
            List.of(endpoint.secret().fingerprint()),
            List.of(rotated.current().fingerprint(), endpoint.secret().fingerprint()));
  }

  @Test
  void isLoggedWithoutTheQueryOfItsUrl() {
    var url = URI.create(subscriber.url() + "?token=geheim");
    var endpoint = keep(room.subscribe(url));

    room.happens("message.sent", "msg_1");

    assertThat(room.attempts(awaitStatus(endpoint, Status.DELIVERED)))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.url()).isEqualTo(subscriber.url()));
  }

  @Test
  void comesOnlyIfItIsCommittedAndWanted() {
    var all = subscribe(false);
    var some =
        keep(
            room.webhooks()
                .create(
                    room.account(),
                    WebhookSettings.to(subscriber.url(), "webhook_endpoint.*", "message.sent"),
                    null));
    assertThatThrownBy(
            () ->
                room.inTransaction(
                    () -> {
                      room.happens("message.sent", "msg_0");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    room.happens("message.sent", "msg_1");
    room.happens("message.delivered", "msg_1");
    room.happens("webhook_endpoint.test", "whe_1");

    await().until(() -> subscriber.heard().size() == 5);
    assertThat(types(all))
        .containsExactly("webhook_endpoint.test", "message.delivered", "message.sent");
    assertThat(types(some)).containsExactly("webhook_endpoint.test", "message.sent");
  }

  @Test
  void isSentAgainByTheOneWhoWantsItSo() {
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    var delivery = awaitStatus(endpoint, Status.DELIVERED);

    room.deliveries().resend(room.account(), delivery.id());

    await().until(() -> subscriber.heard().size() == 2);
    awaitStatus(endpoint, Status.DELIVERED);
    assertThat(room.attempts(delivery)).hasSize(2);
    assertThat(subscriber.heard())
        .extracting(each -> each.header("webhook-id"))
        .containsOnly(delivery.event().toString());
  }

  @Test
  void sendsAgainWhatHasFailedSinceAndNothingElse() {
    subscriber.answers(410);
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_old");
    awaitStatus(endpoint, Status.FAILED);
    room.moveClock(Duration.ofHours(1));
    room.webhooks().enable(room.account(), endpoint.endpoint().id());
    var since = room.now();
    room.happens("message.sent", "msg_new");
    awaitStatus(endpoint, Status.FAILED);
    room.webhooks().enable(room.account(), endpoint.endpoint().id());
    subscriber.answers(200);

    assertThat(room.deliveries().resendFailed(room.account(), endpoint.endpoint().id(), since))
        .isOne();

    awaitStatus(endpoint, Status.DELIVERED);
    assertThat(subscriber.story())
        .containsExactly("msg_old message.sent", "msg_new message.sent", "msg_new message.sent");
  }

  @Test
  void isSentAgainWithTheSameIdWhereANodeDiedInTheMiddle() {
    var endpoint = subscribe(false);
    room.stopQueue();
    room.happens("message.sent", "msg_1");
    var delivery = room.latest(endpoint);
    room.inTransaction(
        () ->
            assertThat(
                    room.get(WebhookDeliverer.class)
                        .claim(
                            List.of(delivery.id().value()), room.now(), room.now().plusSeconds(40)))
                .hasSize(1));
    room.startQueue();

    room.get(WebhookDeliverer.class).recover();
    assertThat(room.latest(endpoint).status()).isEqualTo(Status.SENDING);
    room.moveClock(Duration.ofSeconds(41));
    room.get(WebhookDeliverer.class).recover();
    assertThat(room.latest(endpoint).status()).isEqualTo(Status.WAITING);
    assertThat(room.endpoint(endpoint).failingSince()).isNull();
    room.moveClock(Duration.ofSeconds(7));

    awaitStatus(endpoint, Status.DELIVERED);
    assertThat(subscriber.only().header("webhook-id")).isEqualTo(delivery.event().toString());
    assertThat(room.attempts(delivery))
        .extracting(each -> each.answer().failure())
        .containsExactly("The node that sent it has not said what came of it", null);
    assertThat(room.attempts(delivery).getFirst().request()).isNull();
  }

  @Test
  void letsNobodyRecordWhatAnotherHasTakenOver() {
    var endpoint = subscribe(false);
    room.stopQueue();
    room.happens("message.sent", "msg_1");
    var delivery = room.latest(endpoint);
    var deliverer = room.get(WebhookDeliverer.class);
    var claimed = new ArrayList<Outgoing>();
    room.inTransaction(
        () ->
            claimed.addAll(
                deliverer.claim(
                    List.of(delivery.id().value()), room.now(), room.now().plusSeconds(40))));
    room.moveClock(Duration.ofSeconds(41));
    deliverer.recover();

    deliverer.work(claimed.getFirst());

    assertThat(room.latest(endpoint).status()).isEqualTo(Status.WAITING);
    assertThat(room.attempts(delivery)).hasSize(1);
    room.startQueue();
  }

  @Test
  void comesWithoutItsDataIfThoseAreTooLarge() {
    var endpoint = subscribe(false);

    room.happens("message.sent", "msg_1", Map.of("body", "x".repeat(Envelope.LARGEST)));

    awaitStatus(endpoint, Status.DELIVERED);
    var heard = subscriber.only();
    assertThat(heard.body().getBytes(UTF_8)).hasSizeLessThan(1000);
    assertThat(heard.json().has("data")).isFalse();
    assertThat(heard.json().path("data_omitted").asBoolean()).isTrue();
    assertThat(heard.json().path("data_url").asString())
        .isEqualTo("/v1/events/" + heard.header("webhook-id"));
    assertThat(heard.isSignedWith(endpoint.secret())).isTrue();
  }

  @Test
  void isForgottenInItsTime() {
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    awaitStatus(endpoint, Status.DELIVERED);
    var store = new DeliveryStore(room.database.storage());

    store.forget(room.now(), 1000);
    assertThat(types(endpoint)).containsExactly("message.sent");
    store.forget(room.now().plusMillis(1), 1000);
    assertThat(types(endpoint)).isEmpty();
  }
}
