// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a node knows of endpoints that are made, and changed, on another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointsTest {

  private static final URI URL = URI.create("https://hooks.example/");

  private final WebhooksRoom maker = new WebhooksRoom("trunkline.dispatch.enabled=false");
  private final WebhooksRoom node =
      new WebhooksRoom(maker.database, "trunkline.dispatch.enabled=false");

  @AfterAll
  void stop() {
    node.close();
    maker.close();
  }

  /** However young what it remembers is. */
  @BeforeEach
  void remember() {
    node.happens("message.accepted", "msg_before");
  }

  @Test
  void hearFromTheMomentInWhichTheyWereMadeElsewhere() {
    var made = maker.subscribe(URL);

    node.happens("message.sent", "msg_1");

    assertThat(heard(made)).containsExactly("message.sent");
  }

  @Test
  void hearFromTheMomentInWhichTheyWereEnabledElsewhere() {
    var made = maker.subscribe(URL);
    maker.webhooks().disable(maker.account(), made.endpoint().id());
    node.happens("message.sent", "msg_1");

    maker.webhooks().enable(maker.account(), made.endpoint().id());
    node.happens("message.delivered", "msg_1");

    assertThat(heard(made)).containsExactly("message.delivered");
  }

  @Test
  void hearOtherwiseFromTheMomentInWhichTheyWereChangedElsewhere() {
    var made =
        maker
            .webhooks()
            .create(maker.account(), WebhookSettings.to(URL, "message.delivered"), null);
    node.happens("message.sent", "msg_1");

    maker
        .webhooks()
        .change(
            maker.account(), made.endpoint().id(), _ -> WebhookSettings.to(URL, "message.sent"));
    node.happens("message.sent", "msg_2");
    node.happens("message.delivered", "msg_2");

    assertThat(heard(made)).containsExactly("message.sent");
  }

  @Test
  void hearOnAsIfNothingHadBeenWhereAChangeIsUndone() {
    var made = maker.subscribe(URL);
    assertThatThrownBy(
            () ->
                node.inTransaction(
                    () -> {
                      node.webhooks().disable(node.account(), made.endpoint().id());
                      node.happens("message.accepted", "msg_1");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    node.happens("message.sent", "msg_1");

    assertThat(heard(made)).containsExactly("message.sent");
  }

  @Test
  void areReadAnewOnlyIfThereIsSomethingNewToHear() {
    var made = maker.subscribe(URL);
    var before = audience();

    maker.webhooks().rotate(maker.account(), made.endpoint().id(), Webhooks.USUAL_OVERLAP, null);
    maker.webhooks().enable(maker.account(), made.endpoint().id());
    assertThat(audience()).isEqualTo(before);

    maker.webhooks().delete(maker.account(), made.endpoint().id());
    assertThat(audience()).isNotEqualTo(before);
  }

  private UUID audience() {
    return maker
        .database
        .jdbc()
        .sql("SELECT version FROM trunkline.event_audience")
        .query(UUID.class)
        .single();
  }

  private List<String> heard(NewWebhookEndpoint endpoint) {
    return maker
        .deliveries()
        .list(maker.account(), endpoint.endpoint().id(), WebhookQuery.latest(10))
        .stream()
        .map(WebhookDelivery::type)
        .toList();
  }
}
