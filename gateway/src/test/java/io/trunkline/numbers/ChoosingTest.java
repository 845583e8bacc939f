// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static io.trunkline.numbers.NumbersStage.addressOf;
import static io.trunkline.numbers.NumbersStage.chosen;
import static io.trunkline.numbers.NumbersStage.stranger;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.TestAccounts;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoosingTest {

  private static final PhoneNumber ALICE = new PhoneNumber("+14155552671");
  private static final String SERVICE = "MG0123456789abcdef0123456789abcdef";

  private final NumbersStage stage = new NumbersStage();
  private final Numbers numbers = stage.node();

  @Test
  void sendsFromTheSenderThatIsAskedFor() {
    var sender = numbers.register(stage.account, "+14155550100", null);

    assertThat(chosen(numbers, stage.text("+1 (415) 555-0100", ALICE)))
        .isEqualTo(new SenderChoice.Chosen(sender, sender.id().value(), ChosenBecause.ASKED_FOR));
  }

  @Test
  void sendsFromTheBestOfThePoolThatIsAskedFor() {
    stage.pool(numbers, "support", "+12125550100", "+14155550100", "+447700900123");

    var chosen = chosen(numbers, stage.text("support", ALICE));

    assertThat(chosen.sender().address()).isEqualTo("+14155550100");
    assertThat(chosen.why()).isEqualTo(ChosenBecause.SAME_AREA_CODE);
  }

  @Test
  void leavesTheChoiceToTheMessagingServiceOfAPool() {
    stage.pool(numbers, "service", SERVICE);

    var chosen = chosen(numbers, stage.text("service", ALICE));

    assertThat(chosen.sender().address()).isEqualTo(SERVICE);
    assertThat(chosen.why()).isEqualTo(ChosenBecause.SERVICE);
  }

  @Test
  void saysWhichSendersWereLeftOutAndWhy() {
    stage.pool(numbers, "mixed", "ACME", "+14155550100");
    var question = new SenderQuestion(stage.account, "mixed", ALICE, Channel.WHATSAPP);

    assertThat(refusal(question))
        .isEqualTo(
            "no_suitable_sender: /sender has nothing to send this from:"
                + " ACME, +1415•••••00 cannot send by WHATSAPP");
  }

  @Test
  void saysWhatIsMissing() {
    numbers.register(stage.account, "ACME", null);
    numbers.putPool(stage.account, "empty", List.of());

    assertThat(refusal(stage.text("nobody", ALICE))).startsWith("unknown_sender: /sender");
    assertThat(refusal(stage.text("+1", ALICE))).startsWith("unknown_sender: /sender");
    assertThat(refusal(stage.text("empty", ALICE))).endsWith("the pool empty is empty");
    assertThat(refusal(stage.text("ACME", ALICE)))
        .endsWith("ACME is a name, which no carrier in US takes");
    assertThat(refusal(new SenderQuestion(stage.account, null, ALICE, Channel.SMS)))
        .startsWith("no_sender: /sender");
  }

  @Test
  void showsNobodyThePoolsOfAnotherAccount() {
    stage.pool(numbers, "ours", "+14155550100");
    var others = TestAccounts.open(stage.accounts, "others").id();

    assertThat(refusal(new SenderQuestion(others, "ours", ALICE, Channel.SMS)))
        .startsWith("unknown_sender");
  }

  @Test
  void staysWithTheSenderThatTextedARecipientBefore() {
    stage.pool(numbers, "support", "+12125550100");
    assertThat(addressOf(numbers, stage.text("support", ALICE))).isEqualTo("+12125550100");

    stage.pool(numbers, "support", "+12125550100", "+14155550100");

    var chosen = chosen(stage.node(), stage.text("support", ALICE));
    assertThat(chosen.sender().address()).isEqualTo("+12125550100");
    assertThat(chosen.why()).isEqualTo(ChosenBecause.STICKY);
    assertThat(addressOf(numbers, stage.text("support", new PhoneNumber("+14155552672"))))
        .isEqualTo("+14155550100");
  }

  @Test
  void sticksByChannelAndByPool() {
    stage.pool(numbers, "one", "+14155550100", "whatsapp:+14155550109");
    stage.pool(numbers, "other", "+12125550100");
    numbers.choose(List.of(stage.text("one", ALICE)));

    var whatsapp = new SenderQuestion(stage.account, "one", ALICE, Channel.WHATSAPP);
    assertThat(addressOf(numbers, whatsapp)).isEqualTo("whatsapp:+14155550109");
    assertThat(addressOf(numbers, stage.text("other", ALICE))).isEqualTo("+12125550100");
  }

  @Test
  void goesOnFromThePreferredSenderOfThePoolAndStaysThere() {
    stage.pool(numbers, "support", "+12125550100", "+14155550100");
    assertThat(addressOf(numbers, stage.text("support", ALICE))).isEqualTo("+14155550100");

    var chosen =
        chosen(
            numbers,
            stage.text("support", ALICE).preferring(List.of("+15105550100", "+12125550100")));

    assertThat(chosen.sender().address()).isEqualTo("+12125550100");
    assertThat(chosen.why()).isEqualTo(ChosenBecause.IN_CONVERSATION);
    assertThat(chosen(numbers, stage.text("support", ALICE)))
        .returns("+12125550100", then -> then.sender().address())
        .returns(ChosenBecause.STICKY, SenderChoice.Chosen::why);
  }

  @Test
  void replacesAStickySenderThatLeftThePool() {
    stage.pool(numbers, "support", "+14155550100");
    numbers.choose(List.of(stage.text("support", ALICE)));
    stage.pool(numbers, "support", "+12125550100");
    assertThat(addressOf(numbers, stage.text("support", ALICE))).isEqualTo("+12125550100");

    stage.pool(numbers, "support", "+12125550100", "+14155550100");

    assertThat(addressOf(numbers, stage.text("support", ALICE))).isEqualTo("+12125550100");
  }

  @Test
  void sendsPicturesFromTheSenderThatTextedARecipientBefore() {
    stage.pool(numbers, "pictures", "+12125550100", "+12125550101");
    var recipient = stranger();
    var first = addressOf(numbers, stage.text("pictures", recipient));

    for (int i = 0; i < 3; i++) {
      assertThat(addressOf(numbers, picture("pictures", recipient))).isEqualTo(first);
    }
  }

  @Test
  void goesRoundAStickySenderForAPictureThatItCannotSend() {
    stage.pool(numbers, "mixed", "+447700900123");
    var recipient = stranger();
    var first = addressOf(numbers, stage.text("mixed", recipient));
    stage.pool(numbers, "mixed", "+447700900123", "+12125550100");

    assertThat(addressOf(numbers, picture("mixed", recipient))).isEqualTo("+12125550100");
    assertThat(addressOf(numbers, stage.text("mixed", recipient))).isEqualTo(first);
  }

  @Test
  void goesRoundAStickySenderForOneMessageOnly() {
    stage.pool(numbers, "support", "+14155550100", "+12125550100");
    var first = chosen(numbers, stage.text("support", ALICE)).sender();

    var retried = chosen(numbers, stage.retry("support", ALICE, first)).sender();

    assertThat(retried).isNotEqualTo(first);
    assertThat(chosen(numbers, stage.text("support", ALICE)).sender()).isEqualTo(first);
  }

  @Test
  void answersAThousandQuestionsWithOneReadingAndOneWriting() {
    stage.pool(numbers, "bulk", "+12125550100", "+12125550101", "+12125550102", "+12125550103");
    var questions = IntStream.range(0, 1000).mapToObj(i -> stage.text("bulk", stranger())).toList();
    numbers.lanes();
    var statements = stage.statements();

    var choices = numbers.choose(questions);

    assertThat(stage.statements() - statements).isLessThanOrEqualTo(3);
    assertThat(choices.keySet()).containsExactlyElementsOf(questions);
    var perSender =
        choices.values().stream()
            .map(choice -> ((SenderChoice.Chosen) choice).sender())
            .collect(groupingBy(Sender::address, counting()));
    assertThat(perSender.values()).containsExactly(250L, 250L, 250L, 250L);
  }

  @Test
  void sparesASenderForWhomMuchWaits() {
    var pool = stage.pool(numbers, "bulk", "+12125550100", "+12125550101");
    var busy = pool.senders().getFirst();
    var node = stage.node(lane -> lane.equals(busy.id().value()) ? 1000 : 0);

    var chosen =
        IntStream.range(0, 20)
            .mapToObj(i -> chosen(node, stage.text("bulk", stranger())).sender())
            .toList();

    assertThat(chosen).hasSize(20).doesNotContain(busy);
  }

  @Test
  void givesOneRecipientOneSenderWithinABatch() {
    stage.pool(numbers, "bulk", "+12125550100", "+12125550101");
    var recipient = stranger();
    var never = new SenderId(UUID.randomUUID());
    var again = new SenderQuestion(stage.account, "bulk", recipient, Channel.SMS, Set.of(never));
    var questions = List.of(stage.text("bulk", recipient), again);

    var choices = numbers.choose(questions);

    assertThat(choices.values())
        .extracting(choice -> ((SenderChoice.Chosen) choice).sender().address())
        .containsOnly(chosen(choices, again).sender().address());
  }

  @Test
  void agreesWithOtherNodesThatChooseAtTheSameTime() throws Exception {
    stage.pool(numbers, "race", "+12125550100", "+12125550101", "+12125550102");
    var recipients = IntStream.range(0, 50).mapToObj(i -> stranger()).toList();
    var nodes = List.of(stage.node(), stage.node(), stage.node(), stage.node());
    var answers = new ArrayList<List<String>>();
    var start = new CyclicBarrier(nodes.size());
    var threads = new ArrayList<Thread>();
    for (var node : nodes) {
      var backwards = threads.size() % 2 == 0 ? recipients : recipients.reversed();
      threads.add(
          Thread.startVirtualThread(
              () -> {
                await(start);
                var questions =
                    backwards.stream().map(recipient -> stage.text("race", recipient)).toList();
                var choices = node.choose(questions);
                var chosen =
                    recipients.stream()
                        .map(recipient -> chosen(choices, stage.text("race", recipient)))
                        .map(choice -> choice.sender().address())
                        .toList();
                synchronized (answers) {
                  answers.add(chosen);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(answers).hasSize(nodes.size());
    assertThat(new HashSet<>(answers)).hasSize(1);
  }

  private String refusal(SenderQuestion question) {
    var choice =
        (SenderChoice.None) Objects.requireNonNull(numbers.choose(List.of(question)).get(question));
    var refusal = choice.refusal();
    return refusal.code().code() + ": " + refusal.detail();
  }

  private SenderQuestion picture(String requested, PhoneNumber recipient) {
    return new SenderQuestion(stage.account, requested, recipient, Channel.MMS);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
