// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.phone.Fate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official SDK drives the Messages resource. */
class MessagesTest {
  private static final String ALICE = "+14155550123";

  private static TwilioEmulator emulator;
  private static TwilioRestClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = EmulatorClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
  }

  @Test
  void createsAMessageThatReachesThePhone() {
    var message = send(ALICE, "Your table is ready");

    assertThat(message.getSid()).matches("SM[0-9a-f]{32}");
    assertThat(message.getStatus()).isEqualTo(Message.Status.QUEUED);
    assertThat(message.getDirection()).isEqualTo(Message.Direction.OUTBOUND_API);
    assertThat(message.getNumSegments()).isEqualTo("1");
    assertThat(message.getPrice()).isNull();
    assertThat(message.getDateCreated()).isNotNull();
    awaitDelivery(message);
    assertThat(emulator.handset(ALICE).messages())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.sid()).isEqualTo(message.getSid());
              assertThat(held.said()).isEqualTo("Your table is ready");
            });
    await().untilAsserted(() -> assertThat(fetch(message).getPrice()).startsWith("-0.0079"));
    assertThat(fetch(message).getDateSent()).isNotNull();
  }

  @Test
  void listsNewestFirstOverThreePages() {
    var sids = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      sids.addFirst(send("+1415555020" + i, "Message " + i).getSid());
    }

    var first = Message.reader().setPageSize(3L).firstPage(client);
    var second = Message.reader().nextPage(first, client);
    send(ALICE, "Made while somebody pages: shifts nothing");
    var third = Message.reader().nextPage(second, client);

    assertThat(sids(first.getRecords())).isEqualTo(sids.subList(0, 3));
    assertThat(sids(second.getRecords())).isEqualTo(sids.subList(3, 6));
    assertThat(sids(third.getRecords())).isEqualTo(sids.subList(6, 7));
    assertThat(third.hasNextPage()).isFalse();
    var all = new ArrayList<Message>();
    Message.reader().setPageSize(2L).read(client).forEach(all::add);
    assertThat(all).hasSize(8);
  }

  @Test
  void goesOnPagingWhenThePageBeforeWasDeleted() {
    for (int i = 0; i < 5; i++) {
      awaitDelivery(send(ALICE, "Message " + i));
    }

    var first = Message.reader().setPageSize(2L).firstPage(client);
    first.getRecords().forEach(m -> Message.deleter(m.getSid()).delete(client));
    var second = Message.reader().nextPage(first, client);

    assertThat(second.getRecords())
        .extracting(Message::getBody)
        .containsExactly("Message 2", "Message 1");
  }

  @Test
  void filtersByRecipientSenderAndDate() {
    var today = LocalDate.now(ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC);
    var toAlice = send(ALICE, "Hello Alice");
    send("+14155550124", "Hello Bob");
    emulator.handset(ALICE).texts("Hello you", OURS);

    assertThat(bodies(Message.reader().setTo(new PhoneNumber(ALICE))))
        .containsExactly("Hello Alice");
    assertThat(bodies(Message.reader().setFrom(new PhoneNumber(ALICE))))
        .containsExactly("Hello you");
    assertThat(bodies(Message.reader().setFrom(new PhoneNumber(OURS)))).hasSize(2);
    assertThat(bodies(Message.reader().setDateSentAfter(today))).hasSize(3);
    assertThat(bodies(Message.reader().setDateSentBefore(today))).isEmpty();
    assertThat(bodies(Message.reader().setDateSentAfter(today.plusDays(1)))).isEmpty();
    assertThat(bodies(Message.reader().setDateSentBefore(today.plusDays(1)))).hasSize(3);
    awaitDelivery(toAlice);
    var sent = fetch(toAlice).getDateSent().withZoneSameInstant(ZoneOffset.UTC);
    assertThat(bodies(Message.reader().setTo(new PhoneNumber(ALICE)).setDateSent(sent)))
        .containsExactly("Hello Alice");
    assertThat(
            bodies(Message.reader().setTo(new PhoneNumber(ALICE)).setDateSent(sent.plusSeconds(9))))
        .isEmpty();
  }

  @Test
  void redactsForGoodAndLeavesTheRestAsItWas() {
    var message = send(ALICE, "Secret €");
    awaitDelivery(message);

    var redacted = Message.updater(message.getSid()).setBody("").update(client);

    assertThat(redacted.getBody()).isEmpty();
    assertThat(fetch(message).getBody()).isEmpty();
    assertThat(fetch(message).getStatus()).isEqualTo(Message.Status.DELIVERED);
    assertThat(emulator.ledger().count(ALICE, "Secret €")).isEqualTo(1);
  }

  @Test
  void refusesToCancelWhatIsNotScheduled() {
    var message = send(ALICE, "Hello");

    var updater = Message.updater(message.getSid()).setStatus(Message.UpdateStatus.CANCELED);

    assertThatThrownBy(() -> updater.update(client))
        .asInstanceOf(type(ApiException.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.getCode()).isEqualTo(30409);
              assertThat(refusal.getStatusCode()).isEqualTo(400);
            });
  }

  @Test
  void deletesWhatIsFinishedAndNothingElse() {
    emulator.handset(ALICE).fate(Fate.NO_RECEIPT);
    var inFlight = send(ALICE, "Never confirmed");
    var done = send("+14155550124", "Hello");
    awaitDelivery(done);

    assertThat(Message.deleter(done.getSid()).delete(client)).isTrue();
    assertThatThrownBy(() -> Message.fetcher(done.getSid()).fetch(client))
        .asInstanceOf(type(ApiException.class))
        .extracting(ApiException::getCode)
        .isEqualTo(20404);
    assertThat(bodies(Message.reader().setTo(new PhoneNumber("+14155550124")))).isEmpty();
    assertThatThrownBy(() -> Message.deleter(inFlight.getSid()).delete(client))
        .asInstanceOf(type(ApiException.class))
        .extracting(ApiException::getCode)
        .isEqualTo(20009);
    assertThat(emulator.ledger().entries()).hasSize(2);
  }

  @Test
  void staysSentWhenNoReceiptComesThoughThePhoneHasIt() {
    emulator.handset(ALICE).fate(Fate.NO_RECEIPT);
    var message = send(ALICE, "Hello");

    await().until(() -> !emulator.handset(ALICE).messages().isEmpty());
    assertThat(fetch(message).getStatus()).isEqualTo(Message.Status.SENT);
  }

  @Test
  void failsWithTheCodeOfThePhonesFate() {
    emulator.handset(ALICE).fate(Fate.failed(30006));
    var message = send(ALICE, "Hello");

    await().until(() -> fetch(message).getStatus() == Message.Status.FAILED);
    assertThat(fetch(message).getErrorCode()).isEqualTo(30006);
    assertThat(fetch(message).getErrorMessage()).isEqualTo("Landline or unreachable carrier");
    assertThat(emulator.handset(ALICE).messages()).isEmpty();
  }

  private static Message send(String to, String body) {
    return Message.creator(new PhoneNumber(to), new PhoneNumber(OURS), body).create(client);
  }

  private static Message fetch(Message message) {
    return Message.fetcher(message.getSid()).fetch(client);
  }

  private static void awaitDelivery(Message message) {
    await().until(() -> fetch(message).getStatus() == Message.Status.DELIVERED);
  }

  private static List<String> sids(List<Message> messages) {
    return messages.stream().map(Message::getSid).toList();
  }

  private static List<String> bodies(MessageReader reader) {
    var bodies = new ArrayList<String>();
    reader.read(client).forEach(message -> bodies.add(message.getBody()));
    return bodies;
  }
}
