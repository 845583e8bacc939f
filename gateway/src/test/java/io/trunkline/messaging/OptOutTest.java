// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.consent.ConsentEvent;
import io.trunkline.consent.ConsentFlag;
import io.trunkline.consent.ConsentFlags;
import io.trunkline.consent.Consents;
import io.trunkline.emulator.callbacks.SentCallback;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.law.Purpose;
import io.trunkline.numbers.Numbers;
import io.trunkline.numbers.RegisterSender;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever says STOP is texted no more, whichever way we hear of it. */
class OptOutTest extends MessagingStage {

  OptOutTest() {
    super("trunkline.policy.countries=any");
  }

  /** By whose law STOP to advertising ends advertising; elsewhere it may end all. */
  private void meetABriton() {
    alice = "+447400" + alice.substring("+14155".length());
  }

  @Test
  void refusesARecipientWhoOptedOut() {
    deliver("Welcome");

    gateway.emulator.handset(alice).texts("Stop!!", OUR_NUMBER);
    await().until(() -> textsAt(alice).size() == 2);

    assertThat(textsAt(alice).getLast()).contains("no more");
    assertThat(refusalOf(text("Again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
  }

  @Test
  void endsMarketingAndLeavesWhatElseTwilioLets() {
    meetABriton();
    deliver("Sale");

    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.REVOKED));

    var order = SendMessage.to(alice).body("Your order").purpose(Purpose.TRANSACTIONAL);
    assertThat(refusalOf(order).refusal().code()).isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
    gateway.get(Numbers.class).register(RegisterSender.of(account, "+14155550101"));
    var sent = messages.send(order.from("+14155550101"));
    awaitStatus(sent.id(), MessageStatus.DELIVERED);
  }

  @Test
  void endsNothingButMarketingWhereTwilioHasNotHeard() {
    meetABriton();
    deliver("Rebajas");

    gateway.emulator.handset(alice).texts("baja", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.REVOKED));

    assertThat(refusalOf(text("Again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
    var order = SendMessage.to(alice).body("Your order").purpose(Purpose.TRANSACTIONAL);
    awaitStatus(messages.send(order).id(), MessageStatus.DELIVERED);
  }

  @Test
  void confirmsInSpanishWhatIsSaidInSpanish() {
    meetABriton();
    deliver("Rebajas");

    gateway.emulator.handset(alice).texts("Baja por favor", OUR_NUMBER);
    await().until(() -> textsAt(alice).size() == 2);

    assertThat(textsAt(alice).getLast()).contains("no le enviaremos publicidad");
    assertThat(refusalOf(text("Again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
  }

  @Test
  void suspendsMarketingUntilAPersonHasLooked() {
    var flags = gateway.get(ConsentFlags.class);
    deliver("Sale");

    gateway.emulator.handset(alice).texts("cancel my order", OUR_NUMBER);
    await().until(() -> consentOf(alice).equals(List.of(ConsentEvent.Kind.SUSPENDED)));

    assertThat(refusalOf(text("Again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
    var flag = flags.list(account, true, null, 1).getFirst();
    assertThat(flag.recipient().e164()).isEqualTo(alice);

    flags.resolve(account, flag.id(), ConsentFlag.Decision.CLEAR, "me", "It was an order");

    deliver("Sale again");
    assertThat(textsAt(alice)).containsExactly("Sale", "Sale again");
  }

  @Test
  void letsARecipientComeBack() {
    deliver("Welcome");
    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.REVOKED));

    gateway.emulator.handset(alice).texts("START", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.RESTORED));

    deliver("Welcome back");
  }

  @Test
  void leavesTheAnswerToStopToTwilio() {
    deliver("Welcome");

    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.REVOKED));

    await().until(() -> webhooks().size() == 1);
    // Ours would have come with the answer to the webhook, which is over, or as a message.
    assertThat(webhooks().getFirst().answer().body()).doesNotContain("<Message");
    assertThat(messages.list(new MessageQuery(account, alice, null, null, null, 10)))
        .extracting(Message::body)
        .containsExactly("Welcome");
    await().until(() -> textsAt(alice).size() == 2);
    assertThat(textsAt(alice).getLast()).contains("unsubscribed");
  }

  private List<SentCallback> webhooks() {
    return gateway.emulator.callbacks().stream()
        .filter(callback -> callback.kind() == SentCallback.Kind.INBOUND)
        .filter(
            callback ->
                callback.parameters().stream()
                    .anyMatch(
                        parameter ->
                            parameter.name().equals("From") && parameter.value().equals(alice)))
        .toList();
  }

  @Test
  void refusesAtTheLastMomentWhoeverOptsOutWhileAMessageWaits() {
    var consents = gateway.get(Consents.class);
    var waiting = new Message[1];

    gateway.inTransaction(
        () -> {
          waiting[0] = messages.send(text("Too late"));
          consents.twilioRefused(
              account,
              new PhoneNumber(alice),
              OUR_NUMBER,
              21610,
              null,
              gateway.get(Clock.class).instant());
        });

    awaitStatus(waiting[0].id(), MessageStatus.REFUSED);
    assertThat(textsAt(alice)).isEmpty();
  }

  @Test
  void learnsFromTwilioWhoHasOptedOut() {
    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.REVOKED));
    // As if the STOP had come before we were there: our ledger knows nothing of it.
    var ledger = new TransactionTemplate(gateway.database.transactions());
    ledger.executeWithoutResult(
        _ -> {
          var jdbc = gateway.database.jdbc();
          jdbc.sql("SET LOCAL session_replication_role = replica").update();
          jdbc.sql("DELETE FROM trunkline.consent_events").update();
          jdbc.sql("DELETE FROM trunkline.consent_links").update();
        });

    var sent = messages.send(text("Hello"));

    assertThat(awaitStatus(sent.id(), MessageStatus.FAILED).errorCode()).isEqualTo(21610);
    assertThat(refusalOf(text("Hello again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
  }

  @Test
  void hearsAnOptOutThatTwilioReportsLater() {
    gateway.emulator.handset(alice).fate(Fate.failed(21610));

    var sent = messages.send(text("Hello"));
    awaitStatus(sent.id(), MessageStatus.FAILED);

    assertThat(refusalOf(text("Hello again")).refusal().code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
  }

  @Test
  void recordsATextFromASenderThatIsNoTelephone() {
    messages.receive(
        new InboundText(
            account,
            "SM" + alice,
            Channel.SMS,
            "+0",
            OUR_NUMBER,
            null,
            "STOP",
            List.of(),
            null,
            null,
            gateway.get(Clock.class).instant()));

    assertThat(messages.list(new MessageQuery(account, null, "+0", null, null, 10))).hasSize(1);
  }
}
