// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.Events;
import io.trunkline.webhooks.WebhookEndpoint.Disabled;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What attempts that are recorded together mean for an endpoint. */
class EndpointHealthTest extends WebhookStage {

  @Test
  void hearsOfWhoeverIsGoneThoughTheSameBatchWasTakenOtherwise() {
    room.stopQueue();
    var endpoint = subscribe(false);
    room.happens("message.sent", "msg_1");
    room.happens("message.sent", "msg_2");
    var claimed = claim(endpoint);

    record(claimed.getFirst(), 200, claimed.getLast(), 410);

    assertThat(room.endpoint(endpoint).disabledBecause()).isEqualTo(Disabled.GONE);
    room.startQueue();
  }

  @Test
  void isWrittenToOnceAMinuteHoweverItFlaps() {
    room.stopQueue();
    var endpoint = subscribe(false);
    for (int i = 0; i < 4; i++) {
      room.happens("message.sent", "msg_" + i);
    }
    var claimed = claim(endpoint);

    record(claimed.getFirst(), 500);
    assertThat(room.endpoint(endpoint).failingSince()).isEqualTo(room.now());
    record(claimed.get(1), 200);
    assertThat(room.endpoint(endpoint).failingSince()).isNull();
    record(claimed.get(2), 500);
    assertThat(room.endpoint(endpoint).failingSince()).isNull();
    room.moveClock(Duration.ofSeconds(61));
    record(claimed.get(3), 500);
    assertThat(room.endpoint(endpoint).failingSince()).isEqualTo(room.now());
    room.startQueue();
  }

  @Test
  void makesNoTwoBatchesWaitForEachOtherWhicheverFailsWhere() throws InterruptedException {
    room.stopQueue();
    var one = subscribe(false);
    var other = subscribe(false);
    for (int i = 0; i < 40; i++) {
      room.happens("message.sent", "msg_" + i);
    }
    var ofOne = claim(one);
    var ofOther = claim(other);
    var failures = new AtomicInteger();
    var writers = new ArrayList<Thread>();
    for (int i = 0; i < 40; i += 2) {
      // Each writes to both endpoints, one of them well and one ill, in turn.
      var at = i;
      room.moveClock(Duration.ofSeconds(61));
      writers.add(
          Thread.startVirtualThread(
              () -> count(failures, () -> record(ofOne.get(at), 200, ofOther.get(at), 500))));
      writers.add(
          Thread.startVirtualThread(
              () ->
                  count(failures, () -> record(ofOther.get(at + 1), 200, ofOne.get(at + 1), 500))));
    }
    for (var writer : writers) {
      writer.join();
    }

    assertThat(failures).hasValue(0);
    room.startQueue();
  }

  /** All that waits for an endpoint, as a worker gets it. */
  private List<Outgoing> claim(NewWebhookEndpoint endpoint) {
    var ids =
        room
            .deliveries()
            .list(room.account(), endpoint.endpoint().id(), WebhookQuery.latest(50))
            .stream()
            .map(each -> each.id().value())
            .toList();
    var claimed = new ArrayList<Outgoing>();
    room.inTransaction(
        () ->
            claimed.addAll(
                room.get(WebhookDeliverer.class)
                    .claim(ids, room.now(), room.now().plus(Duration.ofDays(1)))));
    return claimed;
  }

  private void record(Outgoing delivery, int status) {
    room.inTransaction(() -> outcomes().record(List.of(result(delivery, status))));
  }

  private void record(Outgoing one, int status, Outgoing other, int otherStatus) {
    room.inTransaction(
        () -> outcomes().record(List.of(result(one, status), result(other, otherStatus))));
  }

  private OutcomeStore.Result result(Outgoing delivery, int status) {
    var answer = new WebhookAnswer(status, null, "", Duration.ZERO, null);
    var event = Objects.requireNonNull(delivery.event());
    var secrets = new WebhookSecrets(room.get(EndpointKeys.class).fresh(), null, null);
    var request = WebhookRequest.of(event.id(), room.now(), secrets, Envelope.of(event));
    return outcomes().result(delivery, room.now(), new WebhookSender.Sent(request, answer, false));
  }

  private Outcomes outcomes() {
    var storage = room.database.storage();
    return new Outcomes(
        new OutcomeStore(storage),
        new EndpointStore(storage),
        room.get(Endpoints.class),
        room.get(Events.class),
        new Outcomes.Rules(
            new WebhookRetries(List.of(Duration.ofSeconds(5))), Duration.ofDays(5), Random::new),
        room.get(Clock.class));
  }

  private static void count(AtomicInteger failures, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failures.incrementAndGet();
    }
  }
}
