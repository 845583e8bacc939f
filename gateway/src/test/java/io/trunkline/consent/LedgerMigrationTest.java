// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.law.Purpose;
import io.trunkline.storage.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of a ledger that was kept before its events were chained. */
class LedgerMigrationTest {

  private static final UUID ACCOUNT = UUID.fromString("019a0000-0000-7000-8000-000000000001");

  @Test
  void keepsWhatWasHeardAndChainsIt() {
    var dataSource = TestDatabase.empty();
    var jdbc = JdbcClient.create(dataSource);
    migrate(dataSource, "68?");
    jdbc.sql("INSERT INTO trunkline.accounts (id, name, created_at) VALUES (?, 'a', '2026-11-01Z')")
        .param(ACCOUNT)
        .update();
    // 2026-11-21T10:00:00.003Z and .001Z, the one that was said first written last.
    event(
        jdbc, "019aa5d5-8003-7000-8000-000000000001", "opted_in", "2026-11-21T10:00:00.002Z", null);
    event(jdbc, "019aa5d5-8001-7000-8000-000000000002", "opted_out", "2026-11-21T10:00:00Z", "SM1");

    migrate(dataSource, "latest");

    var storage = TestDatabase.storageOn(dataSource);
    var person = new Person(new AccountId(ACCOUNT), "+14155550123");
    var standing = requireNonNull(new ConsentStore(storage).standing(List.of(person)).get(person));
    assertThat(standing.events())
        .extracting(ConsentEvent::kind)
        .containsExactly(Kind.REVOKED, Kind.RESTORED);
    var first = standing.events().getFirst();
    assertThat(first.scope()).isEqualTo(ConsentScope.sender("+14155550100"));
    assertThat(first.source()).isEqualTo(Source.KEYWORD);
    assertThat(first.purposes()).isEmpty();
    assertThat(first.evidence()).isEqualTo(Evidence.said("word", "SM1"));
    assertThat(first.at()).isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    assertThat(first.recordedAt()).isEqualTo(Instant.ofEpochMilli(0x019aa5d58001L));
    assertThat(standing.events().getLast().evidence()).isEqualTo(Evidence.said("word", null));
    assertThat(standing.towards(Set.of(first.scope()), Purpose.MARKETING).isBlocked()).isFalse();
    assertThat(new ChainCheck(new ChainStore(storage)).check(new AccountId(ACCOUNT)))
        .isInstanceOfSatisfying(
            ChainState.Intact.class, intact -> assertThat(intact.length()).isEqualTo(2));
  }

  private static void event(
      JdbcClient jdbc, String id, String kind, String at, @Nullable String sid) {
    jdbc.sql(
            """
            INSERT INTO trunkline.consent_events
              (id, account_id, recipient, scope, kind, source, evidence, message_sid, at)
            VALUES (:id::uuid, :account, '+14155550123', '+14155550100', :kind, 'keyword', 'word', :sid,
              :at::timestamptz)
            """)
        .param("id", id)
        .param("account", ACCOUNT)
        .param("kind", kind)
        .param("sid", sid)
        .param("at", at)
        .update();
  }

  private static void migrate(DataSource dataSource, String target) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/trunkline")
        .schemas("trunkline")
        .table("schema_history")
        .target(target)
        .load()
        .migrate();
  }
}
