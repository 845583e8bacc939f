// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.consent.ConsentEvent;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What is being handed over to somebody, as whoever answers their STOP sees it. */
class UnderWayTest extends MessagingStage {

  private final QueueStore queue = new QueueStore(gateway.database.storage());

  UnderWayTest() {
    super("trunkline.dispatch.enabled=false");
  }

  private Handover claimed(MessageId id) {
    return begin(id, gateway.get(Clock.class).instant().plusSeconds(60));
  }

  private void leaves(Handover handover) {
    gateway
        .get(Outbox.class)
        .record(Change.Moved.givenBack(handover, Source.HANDOVER, null, "Not taken"));
  }

  /** On a connection of its own. */
  private static <T> T elsewhere(Callable<T> look) {
    try (var other = Executors.newSingleThreadExecutor()) {
      return other.submit(look).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isNothingThatWaits() {
    messages.send(text("One"));
    messages.send(text("Two"));

    assertThat(queue.underWay(account, alice)).isEmpty();
  }

  @Test
  void isWhatIsBeingClaimedThoughThatIsNotCommitted() {
    var id = messages.send(text("Claimed")).id();
    var seen = new ArrayList<Set<MessageId>>();

    gateway.inTransaction(
        () -> {
          gateway
              .get(Storage.class)
              .jdbc()
              .sql("SELECT id FROM trunkline.messages WHERE id = :id FOR UPDATE SKIP LOCKED")
              .param("id", id.value())
              .query()
              .singleRow();
          seen.add(elsewhere(() -> queue.underWay(account, alice)));
          claimed(id);
          seen.add(elsewhere(() -> queue.underWay(account, alice)));
          seen.add(elsewhere(() -> queue.underWay(Set.of(id))));
        });
    seen.add(queue.underWay(account, alice));

    assertThat(seen).containsExactly(Set.of(id), Set.of(id), Set.of(id), Set.of(id));
  }

  @Test
  void isNotWaitedForIfItBeganLater() {
    var first = claimed(messages.send(text("First")).id());
    var before = queue.underWay(account, alice);
    var second = claimed(messages.send(text("Second")).id());

    leaves(first);

    assertThat(queue.underWay(before)).isEmpty();
    assertThat(queue.underWay(account, alice)).containsExactly(second.id());
  }

  @Test
  void hasLeftWhenAStopIsAnsweredThatWasHeardMeanwhile() throws Exception {
    var handover = claimed(messages.send(text("On its way")).id());
    var order = new CopyOnWriteArrayList<String>();
    try (var twilio = Executors.newSingleThreadExecutor()) {
      var stop =
          twilio.submit(
              () -> {
                new InboundWebhook(gateway).answerTo(alice, "STOP");
                order.add("answered");
              });
      await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.REVOKED));

      order.add("left");
      leaves(handover);
      stop.get();
    }

    assertThat(order).containsExactly("left", "answered");
  }

  @Test
  void holdsUpNoTextThatEndsNothing() {
    claimed(messages.send(text("On its way")).id());

    assertThat(new InboundWebhook(gateway).answerTo(alice, "Thank you")).contains("<Response/>");
  }

  @Test
  void isWaitedForNoLongerThanTwilioWaits() {
    var handover = claimed(messages.send(text("Of a dead node")).id());

    new UnderWay(queue, Duration.ofMillis(50)).await(account, alice);

    assertThat(statusOf(handover.id())).isEqualTo(MessageStatus.DISPATCHING);
    assertThat(UnderWay.PATIENCE)
        .isLessThan(Duration.ofSeconds(15))
        .isGreaterThan(Handover.GOOD_FOR);
  }

  /**
   * The other half: whoever looks for what is under way and finds nothing is heard by each claim.
   */
  @Test
  void isNothingThatIsClaimedAfterAStopWasCommitted() {
    var id = messages.send(text("Too late")).id();
    new InboundWebhook(gateway).answerTo(alice, "STOP");
    var now = gateway.get(Clock.class).instant();

    var begun = gateway.get(Outbox.class).begin(List.of(id.value()), now, now.plusSeconds(60));

    assertThat(begun).singleElement().isInstanceOf(Outbox.Begun.Stopped.class);
    assertThat(new HashSet<>(consentOf(alice))).containsExactly(ConsentEvent.Kind.REVOKED);
  }
}
