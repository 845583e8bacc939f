// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.account.AccountId;
import io.trunkline.events.TestEvents;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.settings.Settings;
import io.trunkline.storage.TestDatabase;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/** Policies by their settings, and proposals. */
public final class TestPolicies {

  private TestPolicies() {}

  /**
   * @param settings without their prefix
   */
  public static Policy policy(String... settings) {
    return properties(settings).policy();
  }

  static PolicyProperties properties(String... settings) {
    var named =
        Arrays.stream(settings)
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    return new Settings<>("trunkline.policy", PolicyProperties.class).with(named);
  }

  static PolicyNews news(TestDatabase database, Clock clock) {
    return new PolicyNews(
        TestEvents.on(database.storage(), clock), new TransactionTemplate(database.transactions()));
  }

  static Proposal proposal(AccountId account, String recipient, Purpose purpose, String body) {
    return new Proposal(
        account,
        Set.of("US"),
        new PhoneNumber(recipient),
        purpose,
        "+14155550100",
        false,
        false,
        new Proposal.Words(body, null, Proposal.Form.WRITTEN));
  }

  static Map<ContentRule, Strictness> all(Strictness strictness) {
    return Arrays.stream(ContentRule.values())
        .collect(Collectors.toMap(rule -> rule, rule -> strictness));
  }
}
