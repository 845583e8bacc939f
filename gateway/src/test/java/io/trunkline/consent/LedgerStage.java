// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

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
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger in a database of its own. */
final class LedgerStage {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final PhoneNumber ALICE = new PhoneNumber("+14155550123");
  static final PhoneNumber BOB = new PhoneNumber("+14155550124");

  final TestDatabase database = TestDatabase.create();
  final Accounts accounts = TestAccounts.in(database.storage());
  final AccountId ours = accounts.configured().id();
  final AccountId others = TestAccounts.open(accounts, "others").id();
  final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
  final Ledger ledger =
      new Ledger(
          new ConsentStore(database.storage()),
          new ChainStore(database.storage()),
          new ConsentNews(TestEvents.on(database.storage(), clock)),
          new TransactionTemplate(database.transactions()),
          new Ids(clock),
          clock);

  Statement grant(PhoneNumber recipient, @Nullable String shown) {
    return new Statement(
        ours,
        recipient,
        ConsentScope.programme("shoes"),
        Kind.GRANTED,
        Set.of(Purpose.MARKETING),
        shown == null ? ConsentLevel.EXPRESS : ConsentLevel.WRITTEN,
        Source.WEB,
        new Evidence(
            null,
            List.of(),
            null,
            "https://example.com/join",
            "192.0.2.7",
            "Browser/1 \"ü\"",
            "en",
            "checkbox",
            null,
            null),
        shown,
        NOON.minusSeconds(60));
  }

  Statement stop(PhoneNumber recipient) {
    return new Statement(
        ours,
        recipient,
        ConsentScope.sender("+14155550100"),
        Kind.REVOKED,
        Set.of(),
        null,
        Source.KEYWORD,
        Evidence.said("stop", "SM1"),
        null,
        NOON);
  }
}
