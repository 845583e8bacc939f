// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackId;
import io.trunkline.callbacks.CallbackReply;
import io.trunkline.conversations.Conversation;
import io.trunkline.conversations.ConversationId;
import io.trunkline.conversations.ConversationQuery;
import io.trunkline.conversations.ConversationRefusal;
import io.trunkline.conversations.Conversations;
import io.trunkline.numbers.Numbers;
import io.trunkline.problem.RefusalException;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThreadTest extends MessagingStage {

  private final Conversations conversations = gateway.get(Conversations.class);
  private int received;

  ThreadTest() {
    super("trunkline.account.encryption-key=" + Base64.getEncoder().encodeToString(new byte[32]));
  }

  @Test
  void holdsBothSidesAndIsAnsweredFromTheNumberThatWasTexted() {
    deliver("Before anybody wrote");
    assertThat(conversations()).isEmpty();
    gateway.get(Numbers.class).register(account, "+14155550101", 1000.0);
    receive("+14155550101", "Is my table ready?", null);
    var conversation = conversation();
    assertThat(conversation.unread()).isEqualTo(1);

    var answer = messages.reply(account, conversation.id(), start -> start.body("In ten minutes"));
    awaitStatus(answer.id(), MessageStatus.DELIVERED);

    assertThat(answer.from()).isEqualTo("+14155550101");
    assertThat(messages.list(account, conversation.id(), null, 10))
        .extracting(Message::body)
        .containsExactly("In ten minutes", "Is my table ready?");
    assertThat(messages.list(account, conversation.id(), answer.id(), 10))
        .extracting(Message::body)
        .containsExactly("Is my table ready?");
    assertThat(conversation().preview()).isEqualTo("In ten minutes");
  }

  @Test
  void isAnsweredFromItsNumberThroughTheServiceThatWasTexted() {
    var service = "MG0123456789abcdef0123456789abcdef";
    gateway.get(Numbers.class).register(account, service, 1.0);
    var now = gateway.get(Clock.class).instant();
    messages.receive(
        new InboundText(
            account,
            "SM" + alice,
            Channel.SMS,
            alice,
            "+14155550199",
            service,
            "Hello?",
            List.of(),
            null,
            null,
            now));

    var held =
        messages.reply(
            account,
            conversation().id(),
            start -> start.body("Hello").sendAt(now.plus(Duration.ofDays(1))));

    assertThat(messages.find(account, held.id()).orElseThrow())
        .returns(service, Message::from)
        .returns("+14155550199", Message::sentFrom);
  }

  @Test
  void showsNothingAsSaidThatIsNotSentYet() {
    receive("+14155550100", "Is my table ready?", null);
    var nextWeek = gateway.get(Clock.class).instant().plus(Duration.ofDays(7));

    var held = messages.send(text("We miss you").sendAt(nextWeek));
    messages.cancel(account, held.id());

    assertThat(conversation().preview()).isEqualTo("Is my table ready?");
  }

  @Test
  void keepsWhatSomebodyChoseRatherThanWrote() {
    var chosen = Interaction.of("Alice", "Yes", "confirm", null);
    receive("+14155550101", "Yes", chosen);

    assertThat(messages.list(account, conversation().id(), null, 10))
        .extracting(message -> message.content().interaction())
        .containsExactly(chosen);
  }

  @Test
  void isAnsweredNoMoreByAMachineThatAnswersAMachine() {
    for (int i = 0; i < 20; i++) {
      receive("+18885550100", "Help!", null);
    }

    var thread = messages.list(account, conversation().id(), null, 50);
    assertThat(thread).hasSize(20);
    assertThat(messages.timeline(account, thread.getFirst().id()))
        .extracting(TimelineEntry::detail)
        .last()
        .isEqualTo("Not answered: the same words came too often in a row");
  }

  @Test
  void isAnsweredThoughAnotherAccountSendsFromTheirNumber() {
    var other = TestAccounts.open(gateway.get(Accounts.class), "other").id();
    gateway.get(Numbers.class).register(other, alice, 1.0);

    assertThat(receive("+18885550100", "Help!", null)).isPresent();
  }

  @Test
  void isNotAnsweredIfOneOfOurOwnNumbersWrote() {
    gateway.get(Numbers.class).register(account, alice, 1.0);

    assertThat(receive("+18885550100", "Help!", null)).isEmpty();
  }

  @Test
  void neverWaitsInACircleHoweverTextsComeTogether() throws Exception {
    var people = IntStream.range(0, 30).mapToObj(n -> "+14155563%03d".formatted(n)).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        for (var done : threads.invokeAll(List.of(texts(people), texts(people.reversed())))) {
          assertThat(done.get()).hasSize(people.size());
        }
      }
    }

    assertThat(
            conversations.list(new ConversationQuery(account, true, people.getFirst(), null, 10)))
        .extracting(Conversation::unread)
        .containsExactly(10);
  }

  /** One from each of them, as Twilio's callbacks that came in at the same time. */
  private Callable<List<CallbackReply>> texts(List<String> people) {
    var callbacks =
        people.stream()
            .map(
                person ->
                    new Callback(
                        new CallbackId(UUID.randomUUID()),
                        account,
                        Map.of(),
                        Map.of(
                            "MessageSid", List.of("SM" + UUID.randomUUID()),
                            "From", List.of(person),
                            "To", List.of("+14155550101"),
                            "Body", List.of("Hello")),
                        gateway.get(Clock.class).instant()))
            .toList();
    return () -> {
      var replies = new ArrayList<CallbackReply>();
      gateway.inTransaction(
          () -> replies.addAll(gateway.get(InboundMessageCallback.class).applyAll(callbacks)));
      return replies;
    };
  }

  @Test
  void isNotThereIfNobodyWrote() {
    var refused =
        catchThrowableOfType(
            RefusalException.class,
            () ->
                messages.reply(
                    account, new ConversationId(new UUID(0, 0)), start -> start.body("Hello?")));

    assertThat(refused.refusal().code()).isEqualTo(ConversationRefusal.UNKNOWN_CONVERSATION);
  }

  private Optional<String> receive(String to, String body, @Nullable Interaction interaction) {
    return Optional.ofNullable(
        messages
            .receive(
                new InboundText(
                    account,
                    "SM" + alice + ++received,
                    Channel.SMS,
                    alice,
                    to,
                    null,
                    body,
                    List.of(),
                    interaction,
                    null,
                    gateway.get(Clock.class).instant()))
            .answer());
  }

  private Conversation conversation() {
    return conversations().getFirst();
  }

  private List<Conversation> conversations() {
    return conversations.list(new ConversationQuery(account, false, alice, null, 10));
  }
}
