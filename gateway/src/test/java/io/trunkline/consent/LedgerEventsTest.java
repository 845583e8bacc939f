// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static io.trunkline.consent.LedgerStage.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.events.TestEvents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What subscribers are told of the ledger. */
class LedgerEventsTest {

  private final LedgerStage stage = new LedgerStage();
  private final TransactionTemplate transactions =
      new TransactionTemplate(stage.database.transactions());

  @Test
  void tellOfARecipientInTheOrderOfTheChain() {
    transactions.executeWithoutResult(
        _ -> {
          stage.ledger.append(stage.stop(ALICE));
          // It began later, and what it says comes first, since it is chained first.
          var other = Thread.ofVirtual().start(() -> stage.ledger.append(stage.grant(ALICE, null)));
          assertThatCode(other::join).doesNotThrowAnyException();
        });

    assertThat(told()).containsExactly("consent.granted", "consent.revoked");
    assertThat(new ConsentStore(stage.database.storage()).chained(stage.ours, 0, 10))
        .extracting(ConsentEvent::kind)
        .containsExactly(Kind.GRANTED, Kind.REVOKED);
  }

  @Test
  void tellNothingOfWhatIsUndone() {
    transactions.executeWithoutResult(
        status -> {
          var point = status.createSavepoint();
          stage.ledger.append(stage.stop(ALICE));
          status.rollbackToSavepoint(point);
          stage.ledger.append(stage.grant(ALICE, null));
        });

    assertThat(told()).containsExactly("consent.granted");
  }

  private List<String> told() {
    return TestEvents.typesOf(stage.database, stage.ours, ALICE.e164());
  }
}
