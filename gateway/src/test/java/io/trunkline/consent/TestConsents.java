// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.events.TestEvents;
import io.trunkline.id.Ids;
import io.trunkline.law.RuleSet;
import io.trunkline.policy.TestPolicies;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.time.Period;
import org.springframework.transaction.support.TransactionTemplate;

/** The room's doors on a database, as its configuration makes them. */
record TestConsents(Consents consents, ConsentFlags flags, Ledger ledger, Recipients recipients) {

  private static final RuleSet RULES = RuleSet.bundled();

  /**
   * @param policy settings without their prefix
   */
  static TestConsents in(TestDatabase database, Clock clock, String... policy) {
    var inForce = TestPolicies.policy(policy);
    var storage = database.storage();
    var ids = new Ids(clock);
    var store = new ConsentStore(storage);
    var news = new ConsentNews(TestEvents.on(storage, clock));
    var ledger =
        new Ledger(
            store,
            new ChainStore(storage),
            news,
            new TransactionTemplate(database.transactions()),
            ids,
            clock);
    var flags = new ConsentFlags(new FlagStore(storage), ledger, news, ids, clock);
    var keywords = new Keywords();
    var ear =
        new Ear(
            keywords,
            new Hearing(keywords, new Phrases()),
            new Reach(() -> RULES, new RecipientStore(storage)),
            ledger,
            flags,
            new Replies(
                account -> inForce,
                new ConsentProperties("Chez Paul", 7, Period.ofYears(6)),
                clock));
    var deciding = TestDeciding.on(storage, clock, policy);
    var optIns =
        new OptIns(
            new OptInStore(storage, ids),
            ledger,
            () -> {
              throw new AssertionError("Nobody asks anything");
            },
            news,
            new TransactionTemplate(database.transactions()),
            clock);
    return new TestConsents(
        new Consents(ledger, deciding, optIns, ear),
        flags,
        ledger,
        new Recipients(new RecipientStore(storage), () -> RULES, clock));
  }
}
