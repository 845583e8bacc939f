// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.consent.Consents;
import io.trunkline.conversations.Conversations;
import io.trunkline.id.Ids;
import io.trunkline.numbers.Numbers;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.policy.Scrutiny;
import io.trunkline.prices.Prices;
import io.trunkline.problem.RefusalCode;
import io.trunkline.storage.Storage;
import io.trunkline.templates.Templates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys that are repeated within one batch. */
class AcceptanceTest extends MessagingStage {

  @Test
  void refusesAThousandfoldWhatHasTheKeyOfARefusedMessage() {
    optOut();
    var refused = text("Hello").idempotencyKey("refused-" + alice);
    var other = text("Hello again").idempotencyKey("refused-" + alice);

    var results =
        messages.sendAll(
            IntStream.range(0, Messages.LARGEST_BATCH)
                .mapToObj(i -> i % 10 == 9 ? other : refused)
                .toList());

    for (int i = 0; i < results.size(); i++) {
      assertThat(code(results.get(i)))
          .as("message %d", i)
          .isEqualTo(
              i % 10 == 9
                  ? MessageRefusal.IDEMPOTENCY_KEY_REUSED
                  : MessageRefusal.RECIPIENT_OPTED_OUT);
    }
  }

  @Test
  void acceptsOnceWhatIsRepeatedAThousandfold() {
    var once = text("Once").idempotencyKey("once-" + alice);
    var other = text("Twice").idempotencyKey("once-" + alice);

    var results = messages.sendAll(Stream.iterate(once, last -> once).limit(2000).toList());
    var others = messages.sendAll(List.of(other, once));

    assertThat(results).map(result -> result.orThrow().id()).containsOnly(id(results.getFirst()));
    assertThat(code(others.getFirst())).isEqualTo(MessageRefusal.IDEMPOTENCY_KEY_REUSED);
    assertThat(id(others.getLast())).isEqualTo(id(results.getFirst()));
    awaitStatus(id(results.getFirst()), MessageStatus.DELIVERED);
    assertThat(textsAt(alice)).containsExactly("Once");
  }

  @Test
  void asksOnceForAllRepetitionsOfAKey() {
    var asked = new AtomicInteger();
    var acceptance = counting(asked);
    optOut();
    var refused = text("Hello").idempotencyKey("counted-" + alice);
    var orders = new ArrayList<Draft.Order>();
    for (int i = 0; i < 400; i++) {
      orders.add(Draft.Order.of(account, refused, Map.of()));
    }

    gateway.inTransaction(
        () ->
            assertThat(acceptance.accept(orders))
                .hasSize(400)
                .allMatch(result -> code(result) == MessageRefusal.RECIPIENT_OPTED_OUT));

    assertThat(asked).hasValue(1);
  }

  private Acceptance counting(AtomicInteger asked) {
    var numbers = gateway.get(Numbers.class);
    var storage = gateway.get(Storage.class);
    var drafting =
        new Drafting(
            new Wording(gateway.get(Templates.class)),
            new Drafting.Choosing(
                questions -> {
                  asked.incrementAndGet();
                  return numbers.choose(questions);
                },
                numbers::defaultSender),
            new Drafting.Rules(
                gateway.get(ChannelRules.class),
                new ConsentRules(gateway.get(Consents.class)),
                new PolicyRules(
                    gateway.get(Scrutiny.class),
                    gateway.get(Scrutiny.class)::judge,
                    numbers,
                    gateway.get(Conversations.class))),
            new Estimates(gateway.get(Prices.class)),
            gateway.get(Ids.class));
    return new Acceptance(
        drafting,
        new MessageStore(storage),
        new IdempotencyStore(storage),
        gateway.get(Announcements.class),
        gateway.get(Clock.class));
  }

  private void optOut() {
    gateway.inTransaction(
        () ->
            gateway
                .get(Consents.class)
                .twilioRefused(
                    account,
                    new PhoneNumber(alice),
                    OUR_NUMBER,
                    21610,
                    null,
                    gateway.get(Clock.class).instant()));
  }

  private static MessageId id(SendResult result) {
    return result.orThrow().id();
  }

  private static RefusalCode code(SendResult result) {
    return ((SendResult.Refused) result).refusal().code();
  }
}
