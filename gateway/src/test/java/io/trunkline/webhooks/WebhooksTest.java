// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.problem.RefusalException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints, their settings and their secrets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {

  private static final WebhookSecret OWN =
      new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private final WebhooksRoom room = new WebhooksRoom("trunkline.webhooks.most-endpoints=10");
  private final Webhooks webhooks = room.webhooks();
  private final AtomicInteger number = new AtomicInteger();

  @AfterAll
  void stop() {
    room.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://hooks.example/, invalid_webhook_url",
    "/hooks, invalid_webhook_url",
    "https:///hooks, invalid_webhook_url",
    "https://me:secret@hooks.example/, invalid_webhook_url",
    "https://hooks.example/#there, invalid_webhook_url",
    "https://hooks.example:99999/, invalid_webhook_url",
    "https://127.0.0.1/, invalid_webhook_url",
    "https://intranet.example/, invalid_webhook_url"
  })
  void refusesUrlsThatLeadNowhereOrToUs(String url, String code) {
    room.names().answers("intranet.example", "10.0.0.7");

    assertThatThrownBy(() -> room.subscribe(URI.create(url)))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith(code);
  }

  @Test
  void wantsHttpsUnlessItIsAllowedOtherwise() {
    var settings = WebhookSettings.to(URI.create("http://hooks.example/"));

    assertThat(settings.refusals(false)).hasSize(1);
    assertThat(settings.refusals(true)).isEmpty();
    assertThat(WebhookSettings.to(URI.create("HTTPS://hooks.example/")).refusals(false)).isEmpty();
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    var wrong =
        new WebhookSettings(
            URI.create("https://u@hooks.example/"),
            "x".repeat(201),
            List.of("message.sent", "Message", "*", "message.*.x", "messages.*"),
            false,
            0,
            101);

    assertThat(wrong.refusals(false))
        .flatExtracting(refusal -> refusal.errors())
        .extracting(error -> error.pointer())
        .containsExactly(
            "/url",
            "/description",
            "/types/1",
            "/types/3",
            "/types/4",
            "/pace_per_second",
            "/concurrency");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e-7, 0.99 / 3600, 1000.1})
  void refusesWhatIsNoPace(double pace) {
    var url = URI.create("https://hooks.example/");

    assertThat(new WebhookSettings(url, "", List.of(), false, pace, 1).refusals(false)).hasSize(1);
  }

  @Test
  void hearsTypesAndWhatBeginsLikeThem() {
    var url = URI.create("https://hooks.example/");

    assertThat(WebhookSettings.to(url).hears("message.sent")).isTrue();
    assertThat(WebhookSettings.to(url, "message.sent").hears("message.sent")).isTrue();
    assertThat(WebhookSettings.to(url, "message.sent").hears("message.sending")).isFalse();
    assertThat(WebhookSettings.to(url, "message.*").hears("message.sending")).isTrue();
    assertThat(WebhookSettings.to(url, "message.*").hears("messages.sent")).isFalse();
  }

  @Test
  void keepsSecretsSealedAndPrintsNone() {
    var made = webhooks.create(room.account(), fresh(), OWN);

    var stored =
        room.database
            .jdbc()
            .sql("SELECT secret FROM trunkline.webhook_endpoints WHERE id = :id")
            .param("id", made.endpoint().id().value())
            .query(byte[].class)
            .single();
    assertThat(new String(stored, ISO_8859_1))
        .doesNotContain(new String(OWN.key(), ISO_8859_1), OWN.text());
    assertThat(webhooks.rotate(room.account(), made.endpoint().id(), Duration.ofHours(1), null))
        .satisfies(secrets -> assertThat(secrets.old()).isEqualTo(OWN))
        .satisfies(secrets -> assertThat(secrets.current()).isNotEqualTo(OWN));
    assertThat(made.toString() + made.secret() + EndpointView.of(made.endpoint(), 0, OWN))
        .doesNotContain(OWN.text().substring(6));
    delete(made);
  }

  @Test
  void makesASecretForEach() {
    var one = webhooks.create(room.account(), fresh(), null);
    var other = webhooks.create(room.account(), fresh(), null);

    assertThat(one.secret()).isNotEqualTo(other.secret());
    assertThat(one.secret().key()).hasSize(32);
    delete(one);
    delete(other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "secret",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_c2hvcnQ=",
        "whsec_%"
      })
  void refusesWhatIsNoSecret(String text) {
    assertThatThrownBy(() -> new WebhookSecret(text))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith("invalid_webhook_secret")
        .hasMessageNotContaining("c2hvcnQ");
  }

  @Test
  void tellsSecretsApartByTheirFingerprints() {
    // As docs/guides/webhooks.md has it: … | base64 -d | sha256sum | cut -c1-8
    assertThat(OWN.fingerprint()).isEqualTo("f74e1720");
  }

  @Test
  void signsWithBothWhileOneIsRotated() throws IOException {
    try (var subscriber = new Subscriber(WebhooksRoom.PUBLIC)) {
      var made = room.subscribe(subscriber.url());
      var id = made.endpoint().id();

      var rotated = webhooks.rotate(room.account(), id, Duration.ofHours(24), null);
      room.happens("message.sent", "msg_1");
      await().until(() -> subscriber.heard().size() == 1);
      room.moveClock(Duration.ofHours(24));
      room.happens("message.sent", "msg_2");
      await().until(() -> subscriber.heard().size() == 2);

      assertThat(rotated.old()).isEqualTo(made.secret());
      assertThat(subscriber.heard()).allMatch(heard -> heard.isSignedWith(rotated.current()));
      assertThat(subscriber.heard().getFirst().isSignedWith(made.secret())).isTrue();
      assertThat(subscriber.heard().getFirst().header("webhook-signature").split(" ")).hasSize(2);
      assertThat(subscriber.heard().getLast().isSignedWith(made.secret())).isFalse();
      delete(made);
    }
  }

  @Test
  void endsASecretAtOnceIfSomebodyElseKnowsIt() {
    var made = webhooks.create(room.account(), fresh(), null);

    var rotated = webhooks.rotate(room.account(), made.endpoint().id(), Duration.ZERO, OWN);

    assertThat(rotated).isEqualTo(new WebhookSecrets(OWN, null, null));
    assertThatThrownBy(
            () -> webhooks.rotate(room.account(), made.endpoint().id(), Duration.ofDays(8), null))
        .hasMessageContaining("/overlap");
    delete(made);
  }

  @Test
  void hasNoMoreEndpointsThanItMayHaveHoweverManyAreMadeAtOnce() throws InterruptedException {
    webhooks.list(room.account()).forEach(each -> webhooks.delete(room.account(), each.id()));
    var refused = new AtomicInteger();
    var makers =
        IntStream.range(0, 14)
            .mapToObj(
                _ ->
                    Thread.startVirtualThread(
                        () -> {
                          try {
                            webhooks.create(room.account(), fresh(), null);
                          } catch (RefusalException e) {
                            refused.incrementAndGet();
                          }
                        }))
            .toList();
    for (var maker : makers) {
      maker.join();
    }

    assertThat(webhooks.list(room.account())).hasSize(10);
    assertThat(refused).hasValue(4);
    webhooks.list(room.account()).forEach(each -> webhooks.delete(room.account(), each.id()));
    assertThat(webhooks.list(room.account())).isEmpty();
  }

  @Test
  void losesNoneOfTwoChangesThatAreMadeAtOnce() throws InterruptedException {
    var made = webhooks.create(room.account(), fresh(), null);
    var id = made.endpoint().id();
    var begun = new CountDownLatch(1);
    var overtaken = new CountDownLatch(1);
    var seen = new CopyOnWriteArrayList<WebhookSettings>();

    var slow =
        Thread.startVirtualThread(
            () ->
                webhooks.change(
                    room.account(),
                    id,
                    settings -> {
                      seen.add(settings);
                      begun.countDown();
                      pass(overtaken);
                      return ordered(settings);
                    }));
    pass(begun);
    webhooks.change(room.account(), id, settings -> hearing(settings, "consent.*"));
    overtaken.countDown();
    slow.join();

    assertThat(webhooks.find(room.account(), id).orElseThrow().settings())
        .isEqualTo(ordered(hearing(made.endpoint().settings(), "consent.*")));
    assertThat(seen)
        .containsExactly(
            made.endpoint().settings(), hearing(made.endpoint().settings(), "consent.*"));
    delete(made);
  }

  @Test
  void showsNobodyTheEndpointsOfOthers() {
    var other = TestAccounts.open(room.get(Accounts.class), "other").id();
    var made = webhooks.create(room.account(), fresh(), null);
    var id = made.endpoint().id();

    assertThat(webhooks.list(other)).isEmpty();
    assertThat(webhooks.find(other, id)).isEmpty();
    for (Runnable attempt :
        List.<Runnable>of(
            () -> webhooks.rotate(other, id, Duration.ZERO, null),
            () -> webhooks.test(other, id),
            () -> webhooks.delete(other, id),
            () -> webhooks.disable(other, id),
            () -> webhooks.change(other, id, _ -> fresh()))) {
      assertThatThrownBy(attempt::run).hasMessageStartingWith("unknown_webhook_endpoint");
    }
    delete(made);
  }

  @Test
  void needsAKeyToSealSecretsWith() {
    try (var open = WebhooksRoom.withoutEncryptionKey()) {
      assertThatThrownBy(() -> open.subscribe(URI.create("https://hooks.example/")))
          .hasMessageStartingWith("no_encryption_key");
    }
  }

  private WebhookSettings fresh() {
    return WebhookSettings.to(
        URI.create("https://hooks.example/" + number.incrementAndGet()), "message.*");
  }

  private static WebhookSettings ordered(WebhookSettings settings) {
    return new WebhookSettings(
        settings.url(),
        settings.description(),
        settings.types(),
        true,
        settings.pacePerSecond(),
        settings.concurrency());
  }

  private static WebhookSettings hearing(WebhookSettings settings, String... types) {
    return new WebhookSettings(
        settings.url(),
        settings.description(),
        List.of(types),
        settings.ordered(),
        settings.pacePerSecond(),
        settings.concurrency());
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void delete(NewWebhookEndpoint made) {
    webhooks.delete(room.account(), made.endpoint().id());
  }
}
