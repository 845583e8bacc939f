// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.callbacks.CallbackStory.Line;
import io.trunkline.emulator.callbacks.CallbackForm;
import io.trunkline.messaging.Change;
import io.trunkline.messaging.HostEars;
import io.trunkline.messaging.InboundText;
import io.trunkline.messaging.MessageId;
import io.trunkline.messaging.MessageStatus;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.Outbox;
import io.trunkline.messaging.SignedForm;
import io.trunkline.messaging.TestGateway;
import io.trunkline.messaging.TimelineEntry.Source;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole road, with the appliers of two nodes: whatever the order of what Twilio tells of a
 * message, however often it tells it, whichever node applies it and together with what, the end is
 * the same, and it is told once.
 */
class CallbacksInAnyOrderTest extends MessagingStage {

  /** When what was stored is applied. */
  private enum When {
    AFTER_EACH,
    ALONGSIDE,
    AT_THE_END
  }

  /** A message and all that is told of it, in turn. */
  private record Life(int number, MessageId id, List<String> told) {

    String sid() {
      return "SM" + id.value().toString().replace("-", "");
    }

    /** Every fourth at the address of its Messaging Service, where only the SID says which. */
    String path() {
      return number % 4 == 3 ? "/twilio/messages/status" : "/twilio/messages/" + id + "/status";
    }

    /** Doubles have none, the same, or one each. */
    @Nullable String token(int turn) {
      return switch (number % 3) {
        case 0 -> null;
        case 1 -> sid() + told.get(turn);
        default -> sid() + turn;
      };
    }
  }

  private final HostEars host = new HostEars(gateway);
  private final ExecutorService twilio = Executors.newFixedThreadPool(8);
  private final List<CallbackApplier> nodes = List.of(node(7), node(16));

  CallbacksInAnyOrderTest() {
    super("trunkline.dispatch.enabled=false");
  }

  @BeforeAll
  void stopTheWorker() {
    gateway.get(CallbackWorker.class).stop();
  }

  @AfterAll
  void stopTwilio() {
    twilio.close();
  }

  @ParameterizedTest
  @CsvSource({
    "READ, AFTER_EACH",
    "READ, ALONGSIDE",
    "READ, AT_THE_END",
    "NOT_DELIVERED, AFTER_EACH",
    "NOT_DELIVERED, ALONGSIDE"
  })
  void endTheSame(CallbackStory story, When when) {
    int parkedBefore = parked();
    beginAConversation();
    var lives = handedOver(story.orders());

    switch (when) {
      case AFTER_EACH -> tellInTurns(lives, this::applyInTurns);
      case ALONGSIDE -> applyTogether(() -> tellEachByItself(lives));
      case AT_THE_END -> {
        tellInTurns(lives, () -> {});
        applyTogether(() -> {});
      }
    }
    waitForTheAnswers();

    assertThat(lives).allSatisfy(life -> assertEnd(life, story));
    assertThat(host.delivered())
        .filteredOn(lives.stream().map(Life::id).collect(Collectors.toSet())::contains)
        .hasSize(story == CallbackStory.READ ? lives.size() : 0)
        .doesNotHaveDuplicates();
    var events = eventsByMessage();
    assertThat(lives)
        .allSatisfy(
            life ->
                assertThat(events.get(life.id().toString()))
                    .startsWith("message.accepted")
                    .endsWith(story.lastEvents())
                    .isSubsetOf(story.events())
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.comparing(story.events()::indexOf)));
    assertThat(lives)
        .filteredOn(life -> life.told().contains(CallbackStory.UNREADABLE))
        .hasSize(parked() - parkedBefore);
  }

  /** The first of two ends holds, and the other is seen to have changed nothing. */
  @Test
  void showThatTwoEndsWereTold() {
    var life =
        handedOver(List.of(List.of(CallbackStory.ANSWER, "delivered", "undelivered"))).getFirst();

    tellInTurns(List.of(life), this::applyInTurns);

    assertThat(statusOf(life.id())).isEqualTo(MessageStatus.DELIVERED);
    assertThat(Line.of(messages.timeline(account, life.id()).getLast()))
        .isEqualTo(new Line(Source.CALLBACK, null, "undelivered", 30005));
  }

  private void assertEnd(Life life, CallbackStory story) {
    var message = messages.find(account, life.id()).orElseThrow();
    assertThat(message.twilioSid()).isEqualTo(life.sid());
    assertThat(message.status()).isEqualTo(story.timeline().getLast().status());
    assertThat(message.errorCode()).isEqualTo(story.timeline().getLast().error());
    assertThat(messages.timeline(account, life.id()).stream().map(Line::of))
        .as("%s", life.told())
        .containsExactlyElementsOf(story.timeline());
  }

  /** What was said in it is a part of what each callback that teaches a SID writes. */
  private void beginAConversation() {
    messages.receive(
        new InboundText(
            account,
            "SM" + alice,
            Channel.SMS,
            alice,
            TestGateway.OUR_NUMBER,
            null,
            "Hello?",
            List.of(),
            null,
            null,
            gateway.get(Clock.class).instant()));
  }

  /** Messages that are at Twilio, while its answer is under way. */
  private List<Life> handedOver(List<List<String>> orders) {
    var sent = messages.sendAll(orders.stream().map(_ -> text("Hello")).toList());
    var lives =
        IntStream.range(0, orders.size())
            .mapToObj(i -> new Life(i, sent.get(i).orThrow().id(), orders.get(i)))
            .toList();
    var now = Storage.storable(gateway.get(Clock.class).instant());
    var begun =
        gateway
            .get(Outbox.class)
            .begin(
                lives.stream().map(life -> life.id().value()).toList(),
                now,
                now.plus(Duration.ofDays(1)));
    assertThat(begun).hasSameSizeAs(lives).allMatch(Outbox.Begun.Allowed.class::isInstance);
    return lives;
  }

  /** What is told first of each, then what is told second. */
  private void tellInTurns(List<Life> lives, Runnable afterEach) {
    int longest = lives.stream().mapToInt(life -> life.told().size()).max().orElseThrow();
    for (int i = 0; i < longest; i++) {
      int turn = i;
      tell(
          lives.stream().filter(life -> turn < life.told().size()).toList(),
          life -> tell(life, turn));
      afterEach.run();
    }
  }

  private void tellEachByItself(List<Life> lives) {
    tell(lives, life -> IntStream.range(0, life.told().size()).forEach(turn -> tell(life, turn)));
  }

  private void tell(List<Life> lives, Consumer<Life> telling) {
    lives.stream()
        .map(life -> twilio.submit(() -> telling.accept(life)))
        .toList()
        .forEach(CallbacksInAnyOrderTest::end);
  }

  private void tell(Life life, int turn) {
    var word = life.told().get(turn);
    if (word.equals(CallbackStory.ANSWER)) {
      gateway.get(Outbox.class).record(answer(life));
      return;
    }
    var form =
        new CallbackForm()
            .add("AccountSid", gateway.emulator.accountSid())
            .add("MessageSid", life.sid())
            .add("From", TestGateway.OUR_NUMBER);
    if (!word.equals(CallbackStory.UNREADABLE)) {
      form.add("MessageStatus", word);
    }
    var error = CallbackStory.error(word);
    if (error != null) {
      form.add("ErrorCode", error.toString());
    }
    assertThat(new SignedForm(life.path(), form, life.token(turn)).post(gateway).statusCode())
        .isEqualTo(204);
  }

  private Change answer(Life life) {
    return new Change.Reported(
        account,
        life.id(),
        Source.HANDOVER,
        new Change.Said(
            life.sid(), MessageStatus.QUEUED, "accepted", null, TestGateway.OUR_NUMBER, null, null),
        null,
        "Twilio has it");
  }

  private void applyInTurns() {
    int applied;
    do {
      applied = nodes.stream().mapToInt(CallbacksRoom::applyDue).sum();
    } while (applied > 0);
  }

  /** Both nodes at the same time, until all is told and nothing is left. */
  private void applyTogether(Runnable telling) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var told = threads.submit(telling);
      var applied =
          nodes.stream()
              .map(
                  node ->
                      threads.submit(
                          () -> {
                            boolean isAll;
                            do {
                              isAll = told.isDone();
                            } while (CallbacksRoom.applyDue(node) > 0 || !isAll);
                          }))
              .toList();
      end(told);
      applied.forEach(CallbacksInAnyOrderTest::end);
    }
  }

  private static void end(Future<?> work) {
    try {
      work.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was told before the answer, by its SID alone, was put off. */
  private void waitForTheAnswers() {
    for (int i = 1; due() > 0 && i < CallbackPatience.MOST_WAITS; i++) {
      gateway.emulator.clock().advance(CallbackPatience.pause(i));
      applyInTurns();
    }
    assertThat(due()).isZero();
  }

  private int due() {
    return jdbc().sql("SELECT count(*) FROM trunkline.callbacks_due").query(Integer.class).single();
  }

  private int parked() {
    return jdbc()
        .sql("SELECT count(*) FROM trunkline.callbacks WHERE parked_because IS NOT NULL")
        .query(Integer.class)
        .single();
  }

  /** What subscribers are told of each, in the order of the feed. */
  private Map<String, List<String>> eventsByMessage() {
    return jdbc()
        .sql("SELECT subject, type FROM trunkline.events WHERE account_id = ? ORDER BY tx, seq")
        .param(account.value())
        .query((row, _) -> Map.entry(row.getString("subject"), row.getString("type")))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private JdbcClient jdbc() {
    return gateway.get(Storage.class).jdbc();
  }

  private CallbackApplier node(int batch) {
    var clock = gateway.get(Clock.class);
    var due = new DueStore(gateway.get(Storage.class), DueStore.SILENCE);
    return new CallbackApplier(
        due,
        DueClaims.ofEachTurn(due, batch, clock, System::nanoTime),
        gateway.get(CallbackRoutes.class),
        new TransactionTemplate(gateway.get(PlatformTransactionManager.class)),
        new CallbackPatience(clock));
  }
}
