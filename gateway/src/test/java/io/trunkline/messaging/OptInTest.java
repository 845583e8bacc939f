// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.TestGateway.OUR_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.account.Accounts;
import io.trunkline.consent.AskOptIn;
import io.trunkline.consent.ConsentEvent;
import io.trunkline.consent.ConsentScope;
import io.trunkline.consent.Consents;
import io.trunkline.consent.Evidence;
import io.trunkline.consent.OptIn;
import io.trunkline.consent.OptIns;
import io.trunkline.consent.Statement;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.RefusalException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A question whether somebody agrees, from the telephone's side. */
class OptInTest extends MessagingStage {

  private static final String QUESTION = "Offers from Chez Paul? Reply YES.";

  @Test
  void asksAndTakesAYesForAGrant() {
    var asked = ask();
    await().until(() -> textsAt(alice).contains(QUESTION) && question(asked).twilioSid() != null);

    gateway.emulator.handset(alice).texts("YES", OUR_NUMBER);
    await().until(() -> find(asked).state() == OptIn.State.GRANTED);

    assertThat(consentOf(alice)).containsExactly(ConsentEvent.Kind.GRANTED);
    var granted =
        gateway
            .get(Consents.class)
            .history(asked.grant().account(), PhoneNumber.parse(alice))
            .getFirst();
    var question = question(asked);
    assertThat(granted.evidence().messageSids()).hasSize(2).startsWith(question.twilioSid());
    assertThat(question.reference()).isEqualTo(asked.publicId());
  }

  @Test
  void asksNobodyWhoHasSaidStop() {
    gateway.emulator.handset(alice).texts("STOP", OUR_NUMBER);
    await().until(() -> consentOf(alice).contains(ConsentEvent.Kind.REVOKED));

    var refusal = catchThrowableOfType(RefusalException.class, this::ask).refusal();

    var kept =
        gateway
            .get(Consents.class)
            .rulings(account, new PhoneNumber(alice), null, 1)
            .getFirst()
            .publicId();
    assertThat(refusal.detail()).contains("opted out").contains(kept);
  }

  private Message question(OptIn asked) {
    return messages.find(asked.grant().account(), MessageId.parse(asked.message())).orElseThrow();
  }

  private OptIn ask() {
    var account = gateway.get(Accounts.class).configured().id();
    return gateway
        .get(OptIns.class)
        .ask(
            new AskOptIn(
                new Statement(
                    account,
                    PhoneNumber.parse(alice),
                    ConsentScope.ALL,
                    ConsentEvent.Kind.GRANTED,
                    Set.of(Purpose.MARKETING),
                    ConsentLevel.WRITTEN,
                    ConsentEvent.Source.DOUBLE_OPT_IN,
                    Evidence.NONE,
                    QUESTION,
                    gateway.get(Clock.class).instant()),
                OUR_NUMBER,
                null,
                Duration.ofHours(1)));
  }

  private OptIn find(OptIn optIn) {
    return gateway.get(OptIns.class).find(optIn.grant().account(), optIn.id()).orElseThrow();
  }
}
