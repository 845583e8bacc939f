// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.dispatch.Bound;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many requests at once an endpoint gets. */
class SharesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Shares shares = new Shares(256);
  private final WebhookEndpoint endpoint = endpoint(100);

  @Test
  void areAQuarterForAllEndpointsOfAnAccount() {
    assertThat(shares.of(endpoint))
        .containsExactly(
            new Bound(endpoint.id().value(), 10), new Bound(endpoint.account().value(), 64));
    assertThat(new Shares(1).of(endpoint)).contains(new Bound(endpoint.account().value(), 1));
  }

  @Test
  void growAsWishedOnceItAnswersQuickly() {
    assertThat(shares.atOnce(endpoint)).isEqualTo(10);
    assertThat(shares.atOnce(endpoint(3))).isEqualTo(3);

    answers(1, Duration.ofMillis(900));

    assertThat(shares.atOnce(endpoint)).isEqualTo(100);
  }

  @Test
  void shrinkWithTheSquareOfItsTime() {
    answers(1, Duration.ofSeconds(2));
    assertThat(shares.atOnce(endpoint)).isEqualTo(25);
    answers(100, Duration.ofSeconds(14));
    assertThat(shares.atOnce(endpoint)).isOne();
  }

  @Test
  void comeBackOnceItAnswersQuicklyAgain() {
    answers(100, Duration.ofSeconds(14));

    answers(40, Duration.ofMillis(100));

    assertThat(shares.atOnce(endpoint)).isEqualTo(100);
  }

  @Test
  void areOneWhileItFailsHoweverQuickly() {
    answers(10, Duration.ofMillis(1));
    var failing =
        new WebhookEndpoint(
            endpoint.id(), endpoint.account(), endpoint.settings(), null, NOON, NOON, NOON, NOON);

    assertThat(shares.atOnce(failing)).isOne();
  }

  @Test
  void forgetWhoeverIsGone() {
    answers(1, Duration.ofSeconds(14));

    shares.keepOnly(List.of());

    assertThat(shares.atOnce(endpoint)).isEqualTo(10);
  }

  private void answers(int times, Duration took) {
    for (int i = 0; i < times; i++) {
      shares.answered(endpoint.id().value(), took);
    }
  }

  private static WebhookEndpoint endpoint(int concurrency) {
    return new WebhookEndpoint(
        new WebhookEndpointId(UUID.randomUUID()),
        new AccountId(UUID.randomUUID()),
        new WebhookSettings(
            URI.create("https://hooks.example/"), "", List.of(), false, 50, concurrency),
        null,
        NOON,
        null,
        NOON,
        NOON);
  }
}
