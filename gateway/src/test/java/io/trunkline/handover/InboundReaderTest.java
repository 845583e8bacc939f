// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.conversations.Conversation;
import io.trunkline.conversations.ConversationQuery;
import io.trunkline.conversations.Conversations;
import io.trunkline.emulator.fault.FaultKind;
import io.trunkline.emulator.fault.FaultRule;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.media.Media;
import io.trunkline.media.MediaFile;
import io.trunkline.messaging.InboundText;
import io.trunkline.messaging.Message;
import io.trunkline.messaging.MessageQuery;
import io.trunkline.messaging.MessageRefusal;
import io.trunkline.messaging.MessagingStage;
import io.trunkline.messaging.TimelineEntry;
import io.trunkline.twilio.Channel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts to us that came while nobody could take them. */
class InboundReaderTest extends MessagingStage {

  private static final String ELSEWHERE = "+14155550101";
  private static final String TOLL_FREE = "+18885550100";
  private static final String GIF = "data:image/gif;base64,R0lGODlhLi4u";

  InboundReaderTest() {
    super("trunkline.handover.inbound-every=1h", "trunkline.media.copy-inbound=true");
  }

  /** A callback brings a text, so that our number is known as one at which texts come in. */
  @BeforeEach
  void greet() {
    gateway.emulator.handset(alice).texts("Hello", OUR_NUMBER);
    await().atMost(Duration.ofSeconds(15)).until(() -> bodies().contains("Hello"));
  }

  @Test
  void takesInOnceAndAtItsTimeWhatNoCallbackHasBrought() {
    var lost = lose("Anybody there?");
    later(Duration.ofHours(30));

    read();
    read();

    assertThat(bodies()).containsExactly("Anybody there?", "Hello");
    var found = received().getFirst();
    assertThat(found)
        .returns(lost.sid(), Message::twilioSid)
        .returns(lost.created().truncatedTo(ChronoUnit.SECONDS), Message::createdAt);
    assertThat(messages.timeline(account, found.id()))
        .singleElement()
        .returns(TimelineEntry.Source.SEARCH, TimelineEntry::source)
        .returns(found.createdAt(), TimelineEntry::at);
    assertThat(conversation()).returns(2, Conversation::unread);
  }

  @Test
  void takesInBetweenItsNeighboursWhatWasLostBetweenThem() {
    later(Duration.ofMinutes(1));
    lose("It is about tonight");
    later(Duration.ofMinutes(1));
    gateway.emulator.handset(alice).texts("Thanks", OUR_NUMBER);
    await().atMost(Duration.ofSeconds(15)).until(() -> bodies().contains("Thanks"));
    later(Duration.ofMinutes(5));

    read();

    assertThat(bodies()).containsExactly("Thanks", "It is about tonight", "Hello");
    assertThat(conversation()).returns("Thanks", Conversation::preview);
  }

  @Test
  void endsWhatAStopWouldHaveEndedThatWasLost() {
    deliver("Welcome");
    lose("STOP");
    later(Duration.ofMinutes(5));

    read();

    assertThat(consentOf(alice)).contains(Kind.REVOKED);
    assertThat(refusalOf(text("Again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
  }

  @Test
  void endsNoLaterStartByAStopThatIsFoundLate() {
    deliver("Welcome");
    lose("STOP");
    later(Duration.ofMinutes(1));
    gateway.emulator.handset(alice).texts("START", OUR_NUMBER);
    await().atMost(Duration.ofSeconds(15)).until(() -> bodies().contains("START"));
    later(Duration.ofMinutes(5));

    read();

    assertThat(bodies()).contains("STOP");
    deliver("You are still back");
  }

  @Test
  void endsWhatAnotherStopHasEndedThoughAStartCameAfterBoth() {
    deliver("Welcome");
    lose("STOP");
    gateway.emulator.pointNumber(
        TOLL_FREE, gateway.url.resolve("/twilio/messages/inbound").toString());
    for (var said : List.of("STOP", "START")) {
      later(Duration.ofMinutes(1));
      gateway.emulator.handset(alice).texts(said, said.equals("START") ? OUR_NUMBER : TOLL_FREE);
      await().atMost(Duration.ofSeconds(15)).until(() -> bodies().contains(said));
    }
    later(Duration.ofMinutes(5));

    read();

    assertThat(bodies()).filteredOn("STOP"::equals).hasSize(2);
    assertThat(refusalOf(text("Again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
  }

  @Test
  void answersNobodyWhoIsFound() {
    lose("help please");
    lose("HELP");
    gateway.emulator.handset(alice).texts("Just a moment", OUR_NUMBER);
    await().atMost(Duration.ofSeconds(15)).until(() -> bodies().contains("Just a moment"));
    var answered = textsAt(alice);
    later(Duration.ofMinutes(5));

    read();

    assertThat(bodies()).contains("HELP");
    assertThat(textsAt(alice)).isEqualTo(answered);
  }

  @Test
  void leavesToItsCallbackWhatMayStillBeOnItsWay() {
    lose("Just now");

    read();
    assertThat(bodies()).containsExactly("Hello");

    later(InboundReader.UNDER_WAY.plusSeconds(2));
    read();
    assertThat(bodies()).containsExactly("Just now", "Hello");
  }

  @Test
  void takesOnceWhatSeveralFindAtTheMomentAtWhichItsCallbackComes() {
    var lost = IntStream.range(0, 20).mapToObj(n -> lose("Text " + n)).toList();
    later(Duration.ofMinutes(5));

    atOnce(
        this::read, this::read, () -> lost.forEach(text -> messages.receive(asByCallback(text))));

    // Whoever found another in its way takes the next round for the rest.
    read();
    assertThat(bodies())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("Hello"), lost.stream().map(EmulatedMessage::said)).toList());
    assertThat(conversation()).returns(21, Conversation::unread);
  }

  @Test
  void leavesANumberAloneAtWhichNoCallbackHasEverBroughtAText() {
    gateway.emulator.handset(alice).texts("Not for you", ELSEWHERE);
    later(Duration.ofMinutes(5));

    read();

    assertThat(bodies()).containsExactly("Hello");
  }

  @Test
  void leavesANumberAloneAtWhichNoCallbackHasBroughtATextForAMonth() {
    gateway
        .database
        .jdbc()
        .sql("UPDATE trunkline.inbound_addresses SET heard_at = heard_at - interval '31 days'")
        .update();
    lose("Not for you any more");
    later(Duration.ofMinutes(5));

    read();

    assertThat(bodies()).containsExactly("Hello");
  }

  @Test
  void leavesAloneWhatCameBeforeTheFirstThatACallbackBrought() {
    gateway.database.jdbc().sql("DELETE FROM trunkline.inbound_addresses").update();
    later(Duration.ofMinutes(5));
    lose("Not for you yet");
    later(Duration.ofMinutes(5));
    gateway.emulator.handset(alice).texts("The first for you", OUR_NUMBER);
    await().atMost(Duration.ofSeconds(15)).until(() -> bodies().contains("The first for you"));
    later(Duration.ofMinutes(5));

    read();

    assertThat(bodies()).containsExactly("The first for you", "Hello");
  }

  @Test
  void bringsTheFilesOfWhatItFinds() {
    var lost = lose("Look", GIF);
    later(Duration.ofMinutes(5));

    read();

    assertThat(received().getFirst()).returns(Channel.MMS, Message::channel);
    await().atMost(Duration.ofSeconds(15)).until(() -> !copies(lost.sid()).isEmpty());
    assertThat(copies(lost.sid()))
        .singleElement()
        .returns("image/gif", MediaFile::contentType)
        .returns(9L, MediaFile::size);
  }

  @Test
  void findsInTheNextRoundWhatTwilioDidNotShow() {
    lose("Still there?", GIF);
    later(Duration.ofMinutes(5));

    for (var path : List.of("/Messages.json", "/Media.json")) {
      gateway.emulator.faults(1, FaultRule.of(FaultKind.STATUS_BEFORE).on("GET", path));
      read();
      assertThat(bodies()).containsExactly("Hello");
    }
    gateway.emulator.faults(1);
    read();

    assertThat(bodies()).containsExactly("Still there?", "Hello");
  }

  /** A text of alice's to our number whose callback nobody takes. */
  private EmulatedMessage lose(String body, String... media) {
    // Twilio's times are cut to the second.
    later(Duration.ofSeconds(2));
    gateway.emulator.faults(
        1, FaultRule.of(FaultKind.CALLBACK_LOST).on("POST", "/twilio/messages/inbound"));
    var text = gateway.emulator.handset(alice).texts(body, OUR_NUMBER, List.of(media));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                gateway.emulator.callbacks().stream()
                    .anyMatch(
                        callback ->
                            callback.messageSid().equals(text.sid())
                                && callback.fault() == FaultKind.CALLBACK_LOST));
    gateway.emulator.faults(1);
    return text;
  }

  private InboundText asByCallback(EmulatedMessage text) {
    return new InboundText(
        account,
        text.sid(),
        Channel.SMS,
        alice,
        OUR_NUMBER,
        null,
        text.said(),
        List.of(),
        null,
        null,
        gateway.emulator.clock().now());
  }

  private void atOnce(Runnable... works) {
    var start = new CyclicBarrier(works.length);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          Stream.of(works)
              .map(work -> threads.submit((Callable<Void>) () -> begin(start, work)))
              .toList();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> running.stream().allMatch(one -> one.isDone()));
    }
  }

  private static Void begin(CyclicBarrier start, Runnable work)
      throws InterruptedException, BrokenBarrierException {
    start.await();
    work.run();
    return null;
  }

  private void read() {
    gateway.get(InboundReader.class).read();
  }

  private void later(Duration duration) {
    gateway.emulator.clock().advance(duration);
  }

  /** What alice has texted us, newest first. */
  private List<Message> received() {
    return messages.list(new MessageQuery(account, null, alice, null, null, 100));
  }

  private List<String> bodies() {
    return received().stream().map(Message::body).toList();
  }

  private Conversation conversation() {
    return gateway
        .get(Conversations.class)
        .list(new ConversationQuery(account, false, alice, null, 1))
        .getFirst();
  }

  private List<MediaFile> copies(String sid) {
    return gateway.get(Media.class).copies(account, List.of(sid)).getOrDefault(sid, List.of());
  }
}
