// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.id.Ids;
import io.trunkline.law.RuleSet;
import io.trunkline.policy.Policy;
import io.trunkline.policy.TestPolicies;
import io.trunkline.storage.Storage;
import java.time.Clock;

/** Decisions by the rule set that the program brings, and a policy of settings. */
final class TestDeciding {

  private static final RuleSet RULES = RuleSet.bundled();

  private TestDeciding() {}

  /**
   * @param policy settings without their prefix
   */
  static Deciding on(Storage storage, Clock clock, String... policy) {
    return on(storage, clock, TestPolicies.policy(policy));
  }

  static Deciding on(Storage storage, Clock clock, Policy policy) {
    return new Deciding(
        new Deciding.Stores(
            new ConsentStore(storage),
            new RecipientStore(storage),
            new ContactStore(storage),
            new RulingStore(storage)),
        () -> RULES,
        account -> policy,
        new Ids(clock));
  }
}
