// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.callbacks.CallbackId;
import io.trunkline.callbacks.CallbackQuery;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.id.Ids;
import io.trunkline.problem.RefusalException;
import io.trunkline.replays.ReplayResult;
import io.trunkline.replays.ReplayResult.Outcome;
import io.trunkline.replays.Replays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What Twilio has said is applied again: it changes what it should have, and nothing twice. */
class ReplayedCallbacksTest extends MessagingStage {

  private static final Random RANDOM = new Random(5);

  @Test
  void changesNothingThatIsSoAlready() {
    var sent = deliver("Hello");
    var entries = messages.timeline(account, sent.id()).size();

    var results = replay(sent.id().toString());

    assertThat(results).hasSizeGreaterThan(1);
    assertThat(results)
        .allSatisfy(
            one -> {
              assertThat(one.outcome()).isEqualTo(Outcome.UNCHANGED);
              assertThat(one.subject()).isEqualTo(sent.id().toString());
              assertThat(one.from()).isEqualTo("delivered");
              assertThat(one.to()).isEqualTo("delivered");
            });
    assertThat(statusOf(sent.id())).isEqualTo(MessageStatus.DELIVERED);
    assertThat(messages.timeline(account, sent.id()).size()).isGreaterThan(entries);
    assertThat(details(sent.id()))
        .anyMatch(detail -> detail.startsWith("somebody applied again what Twilio said at "));
  }

  @Test
  void movesForwardWhatAParkedCallbackSays() {
    var sent = deliver("Hello");
    jdbc()
        .sql("UPDATE trunkline.messages SET status = 'sent' WHERE id = ?")
        .param(sent.id().value())
        .update();

    var results = replay(sent.id().toString());

    assertThat(results)
        .filteredOn(one -> one.outcome() == Outcome.CHANGED)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.from()).isEqualTo("sent");
              assertThat(one.to()).isEqualTo("delivered");
            });
  }

  @Test
  void doesNotHearAStopTwice() {
    deliver("Welcome");
    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(Kind.REVOKED));
    gateway.emulator.handset(alice).texts("START", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(Kind.RESTORED));
    var heard = consentOf(alice);

    var results = replayInbound();

    assertThat(results).isNotEmpty().allMatch(one -> one.outcome() == Outcome.UNCHANGED);
    assertThat(consentOf(alice)).isEqualTo(heard);
    assertThat(results)
        .allSatisfy(
            one ->
                assertThat(details(MessageId.parse(String.valueOf(one.subject()))))
                    .anyMatch(detail -> detail.startsWith("somebody applied again")));
    deliver("You are back");
  }

  @Test
  void letsAnOldStopThatWasNeverHeardEndNoNewerStart() {
    deliver("Welcome");
    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(Kind.REVOKED));
    var old = parked("STOP", now().minus(Duration.ofMinutes(5)));
    gateway.emulator.handset(alice).texts("START", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(Kind.RESTORED));

    var result = gateway.get(Replays.class).apply(account, old, "somebody");

    assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
    assertThat(result.to()).isEqualTo("received");
    deliver("You are still back");
  }

  @Test
  void letsAnOldStartThatWasNeverHeardLiftNoNewerStop() {
    deliver("Welcome");
    var old = parked("START", now().minus(Duration.ofMinutes(5)));
    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(Kind.REVOKED));

    gateway.get(Replays.class).apply(account, old, "somebody");

    assertThat(
            Assertions.catchThrowableOfType(
                    RefusalException.class, () -> messages.send(text("Again")))
                .refusal()
                .code())
        .isEqualTo(MessageRefusal.RECIPIENT_OPTED_OUT);
  }

  private List<ReplayResult> replay(String subject) {
    return gateway
        .get(Replays.class)
        .apply(
            account,
            new CallbackQuery(null, null, null, null, subject, null, 100),
            false,
            "somebody")
        .results();
  }

  private List<ReplayResult> replayInbound() {
    return gateway
        .get(Replays.class)
        .apply(
            account,
            new CallbackQuery("inbound_message", null, null, null, null, null, 100),
            false,
            "somebody")
        .results();
  }

  /** As if it had come in then, and could not be applied. */
  private CallbackId parked(String words, Instant at) {
    var id = new CallbackId(gateway.get(Ids.class).next());
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    var parameters = JsonMapper.shared().createObjectNode();
    Map.of(
            "MessageSid", "SM" + HexFormat.of().formatHex(bytes),
            "From", alice,
            "To", OUR_NUMBER,
            "Body", words)
        .forEach((name, value) -> parameters.putArray(name).add(value));
    jdbc()
        .sql(
            """
            INSERT INTO trunkline.callbacks
              (id, account_id, kind, path, parameters, received_at, parked_because)
            VALUES (?, ?, 'inbound_message', '/twilio/messages/inbound', ?::jsonb, ?, 'broken')
            """)
        .params(id.value(), account.value(), parameters.toString(), at.atOffset(ZoneOffset.UTC))
        .update();
    return id;
  }

  private Instant now() {
    return gateway.get(Clock.class).instant();
  }

  private JdbcClient jdbc() {
    return gateway.get(JdbcClient.class);
  }
}
