// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.events.TestEvents;
import io.trunkline.id.Ids;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The chain of the ledger. */
class LedgerTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");

  private final TestDatabase database = TestDatabase.create();
  private final Accounts accounts = TestAccounts.in(database.storage());
  private final AccountId ours = accounts.configured().id();
  private final AccountId others = TestAccounts.open(accounts, "others").id();
  private final Ids ids = new Ids(NOON);
  private final TransactionTemplate transactions = new TransactionTemplate(database.transactions());
  private final Ledger ledger = ledger(database.storage());
  private final ChainCheck check = new ChainCheck(new ChainStore(database.storage()));

  @Test
  void isIntactBeforeTheFirstEvent() {
    assertThat(check.check(ours))
        .isEqualTo(new ChainState.Intact(0, ChainCheck.BEGINNING, Sha256.hex("")));
  }

  @Test
  void isVerifiedInPiecesAsInOne() {
    IntStream.range(0, 7).forEach(_ -> ledger.append(stop(ours)));

    var first = (ChainState.SoFar) ledger.verify(ours, ChainState.SoFar.NOTHING, 3);
    ledger.append(stop(ours));
    var second = (ChainState.SoFar) ledger.verify(ours, first, 3);

    assertThat(first.length()).isEqualTo(3);
    assertThat(second.length()).isEqualTo(6);
    assertThat(ledger.verify(ours, second, 2)).isEqualTo(ledger.verify(ours));
  }

  @Test
  void isFoundChangedBetweenOnePieceAndTheNext() {
    IntStream.range(0, 4).forEach(_ -> ledger.append(stop(ours)));
    var before = (ChainState.SoFar) ledger.verify(ours, ChainState.SoFar.NOTHING, 3);

    tamper(
        "UPDATE trunkline.consent_chains SET length = 2 WHERE CAST(:id AS uuid) IS NOT NULL",
        events().getFirst());

    assertThat(ledger.verify(ours, before, 3))
        .isEqualTo(new ChainState.Broken(3, null, "The link is missing"));
    var forged = new ChainState.SoFar(1, "0".repeat(64));
    assertThat(ledger.verify(ours, forged, 1))
        .isEqualTo(
            new ChainState.Broken(
                2, events().get(1).publicId(), "The link does not follow from the one before it"));
  }

  @Test
  void chainsTheEventsOfEachAccountByItself() {
    ledger.append(stop(ours), stop(others), stop(ours));
    ledger.append(stop(others));

    assertThat(check.check(ours)).isInstanceOf(ChainState.Intact.class);
    assertThat(seqs(ours)).containsExactly(1L, 2L);
    assertThat(seqs(others)).containsExactly(1L, 2L);
    assertThat(check.check(others)).isNotEqualTo(check.check(ours));
  }

  @Test
  void chainsWithoutAGapWhateverIsWrittenAtTheSameTimeFromSeveralConnections() throws Exception {
    var nodes =
        IntStream.range(0, 3)
            .mapToObj(_ -> ledger(TestDatabase.storageOn(database.dataSource())))
            .toList();
    var work = new ArrayList<Callable<Object>>();
    for (int i = 0; i < 60; i++) {
      var node = nodes.get(i % nodes.size());
      // In opposite orders, as if to make two wait for each other.
      var first = i % 2 == 0 ? ours : others;
      var second = i % 2 == 0 ? others : ours;
      boolean failing = i % 10 == 9;
      work.add(
          () ->
              transactions.execute(
                  status -> {
                    node.append(stop(first), stop(second));
                    node.append(stop(first));
                    if (failing) {
                      status.setRollbackOnly();
                    }
                    return status;
                  }));
    }

    try (var threads = Executors.newFixedThreadPool(12)) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }

    // 30 twice and 24 once, 24 twice and 30 once: what failed has left no trace.
    assertThat(seqs(ours)).isEqualTo(LongStream.rangeClosed(1, 84).boxed().toList());
    assertThat(seqs(others)).isEqualTo(LongStream.rangeClosed(1, 78).boxed().toList());
    assertThat(check.check(ours)).isInstanceOf(ChainState.Intact.class);
    assertThat(check.check(others)).isInstanceOf(ChainState.Intact.class);
  }

  @Test
  void seesInATransactionWhatItHasAppended() {
    transactions.executeWithoutResult(
        _ -> {
          ledger.append(stop(ours));
          assertThat(standing().isBlocked()).isTrue();
        });

    assertThat(check.check(ours)).isInstanceOf(ChainState.Intact.class);
  }

  @Test
  void chainsWhatIsLeftOfATransactionOfWhichAPartIsUndone() {
    transactions.executeWithoutResult(
        status -> {
          ledger.append(stop(ours));
          var savepoint = status.createSavepoint();
          ledger.append(stop(ours));
          status.rollbackToSavepoint(savepoint);
          ledger.append(stop(ours));
        });

    assertThat(seqs(ours)).containsExactly(1L, 2L);
    assertThat(check.check(ours)).isInstanceOf(ChainState.Intact.class);
  }

  @Test
  void keepsEveryWordOfAnEvent() {
    var evidence =
        new Evidence(
            "ja",
            List.of("SM1", "SM2"),
            "0".repeat(64),
            "https://example.com/?a=\"ä\"",
            "2001:db8::1",
            "Browser/1 (\\)",
            "de-CH",
            "checkbox",
            "Ann",
            "Tabs\tand\nlines");
    var statement =
        new Statement(
            ours,
            ALICE,
            ConsentScope.programme("shoes"),
            Kind.GRANTED,
            Set.of(Purpose.MARKETING, Purpose.OTP),
            ConsentLevel.WRITTEN,
            Source.WEB,
            evidence,
            NOON.instant().minusNanos(1_234_000));

    ledger.append(statement);

    assertThat(events())
        .singleElement()
        .isEqualTo(statement.event(events().getFirst().id(), NOON.instant()));
    assertThat(check.check(ours)).isInstanceOf(ChainState.Intact.class);
  }

  @Test
  void recordsOnceWhatIsSaidOnce() {
    var statement = stop(ours);
    var later =
        new Statement(
            ours,
            ALICE,
            statement.scope(),
            Kind.REVOKED,
            Set.of(),
            null,
            Source.WEB,
            Evidence.NONE,
            NOON.instant().plusSeconds(1));

    var first = ledger.record(List.of(statement, statement));
    var second = ledger.record(List.of(statement, later));

    assertThat(first).hasSize(2).containsOnly(first.getFirst());
    assertThat(second).startsWith(first.getFirst()).doesNotHaveDuplicates();
    assertThat(events()).containsExactlyElementsOf(second);
    assertThat(Ids.madeAt(first.getFirst().id())).isEqualTo(NOON.instant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE trunkline.consent_events SET kind = 'restored' WHERE id = :id",
        "UPDATE trunkline.consent_events SET recipient = '+14155550199' WHERE id = :id",
        "UPDATE trunkline.consent_events SET at = at - interval '1 microsecond' WHERE id = :id",
        "UPDATE trunkline.consent_events SET purposes = '{marketing}' WHERE id = :id",
        "UPDATE trunkline.consent_events SET evidence = evidence || '{\"note\": \"\"}' WHERE id ="
            + " :id",
        "UPDATE trunkline.consent_links SET digest = sha256('other') WHERE event_id = :id",
        "UPDATE trunkline.consent_links SET hash = sha256('other') WHERE event_id = :id",
      })
  void namesTheFirstEventThatSomebodyHasTamperedWith(String sql) {
    IntStream.range(0, 5).forEach(_ -> ledger.append(stop(ours)));
    var third = events().get(2);

    tamper(sql, third);

    assertThat(check.check(ours))
        .isInstanceOfSatisfying(
            ChainState.Broken.class,
            broken -> {
              assertThat(broken.seq()).isEqualTo(3);
              assertThat(broken.event()).isEqualTo(third.publicId());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM trunkline.consent_events WHERE id = :id",
        "DELETE FROM trunkline.consent_links WHERE event_id = :id",
        "DELETE FROM trunkline.consent_links WHERE event_id = :id OR seq > 3",
        "WITH gone AS (DELETE FROM trunkline.consent_links WHERE event_id = :id RETURNING event_id)"
            + " DELETE FROM trunkline.consent_events WHERE id IN (SELECT event_id FROM gone)",
      })
  void noticesWhatIsMissing(String sql) {
    IntStream.range(0, 5).forEach(_ -> ledger.append(stop(ours)));

    tamper(sql, events().get(2));

    assertThat(check.check(ours))
        .isInstanceOfSatisfying(
            ChainState.Broken.class,
            broken -> {
              assertThat(broken.seq()).isEqualTo(3);
              assertThat(broken.because()).contains("missing");
            });
  }

  @Test
  void noticesWhatWasSlippedInBesideTheChain() {
    ledger.append(stop(ours));

    tamper(
        """
        INSERT INTO trunkline.consent_events
          (id, account_id, recipient, scope, kind, source, evidence, at, recorded_at)
        SELECT gen_random_uuid(), account_id, recipient, scope, 'restored', source, evidence, at, recorded_at
        FROM trunkline.consent_events WHERE id = :id
        """,
        events().getFirst());

    assertThat(check.check(ours))
        .isEqualTo(
            new ChainState.Broken(2, events().getLast().publicId(), "The event is not chained"));
  }

  @Test
  void theDatabaseCommitsNoEventThatIsNotChained() {
    ledger.append(stop(ours));

    assertThatThrownBy(
            () ->
                database
                    .jdbc()
                    .sql(
                        """
                        INSERT INTO trunkline.consent_events
                          (id, account_id, recipient, scope, kind, source, evidence, at, recorded_at)
                        SELECT gen_random_uuid(), account_id, recipient, scope, kind, source, evidence, at, at
                        FROM trunkline.consent_events
                        """)
                    .update())
        .rootCause()
        .hasMessageContaining("consent_events_linked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE trunkline.consent_links SET seq = seq + 1",
        "DELETE FROM trunkline.consent_links",
        "TRUNCATE trunkline.consent_links CASCADE",
      })
  void theDatabaseItselfForbidsToRewriteTheChain(String sql) {
    ledger.append(stop(ours));

    assertThatThrownBy(() -> database.jdbc().sql(sql).update())
        .rootCause()
        .hasMessageContaining("append-only");
  }

  /** As somebody would who may do everything in the database. */
  private void tamper(String sql, ConsentEvent event) {
    transactions.executeWithoutResult(
        _ -> {
          database.jdbc().sql("SET LOCAL session_replication_role = replica").update();
          database.jdbc().sql(sql).param("id", event.id()).update();
        });
  }

  private Standing.Towards standing() {
    return new Standing(events())
        .towards(Set.of(ConsentScope.sender("+14155550100")), Purpose.MARKETING);
  }

  private List<ConsentEvent> events() {
    var person = new Person(ours, ALICE.e164());
    var standing = new ConsentStore(database.storage()).standing(List.of(person)).get(person);
    return standing == null ? List.of() : standing.events();
  }

  private List<Long> seqs(AccountId account) {
    return database
        .jdbc()
        .sql("SELECT seq FROM trunkline.consent_links WHERE account_id = :account ORDER BY seq")
        .param("account", account.value())
        .query((row, _) -> row.getLong("seq"))
        .list();
  }

  private Ledger ledger(Storage storage) {
    return new Ledger(
        new ConsentStore(storage),
        new ChainStore(storage),
        new ConsentNews(TestEvents.on(storage, NOON)),
        transactions,
        ids,
        NOON);
  }

  private static Statement stop(AccountId account) {
    return new Statement(
        account,
        ALICE,
        ConsentScope.sender("+14155550100"),
        Kind.REVOKED,
        Set.of(),
        null,
        Source.KEYWORD,
        Evidence.said("stop", "SM1"),
        NOON.instant());
  }
}
