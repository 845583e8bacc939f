// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.account.Accounts;
import io.trunkline.account.TestAccounts;
import io.trunkline.storage.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignersTest {

  private static final String MADE = "0123456789abcdef".repeat(2);

  private final Accounts accounts = TestAccounts.in(TestDatabase.create().storage());

  @Test
  void tellsWhoRunsTheHouseTheNamesOfAllAccountsAndAnAccountNone() {
    var shop = TestAccounts.open(accounts, "shop");
    TestAccounts.open(accounts, "bistro");
    TestAccounts.open(accounts, "garage");

    assertThat(Signers.of(accounts.configured().id(), accounts).others())
        .containsOnlyKeys("shop", "bistro", "garage");
    assertThat(Signers.of(shop.id(), accounts).others())
        .containsEntry("of another", List.of("token", "token"))
        .doesNotContainKeys("shop", "bistro", "garage");
  }

  @Test
  void triesTheTokensOfAnAccountAndThenThatWhichItHadBefore() {
    var shop = TestAccounts.open(accounts, "shop").id();
    accounts.addSecondaryToken(shop, MADE);
    assertThat(Signers.of(shop, accounts).own()).containsExactly("token", MADE);

    accounts.promoteSecondaryToken(shop);
    accounts.forgetSecondaryToken(shop);

    assertThat(Signers.of(shop, accounts).own()).containsExactly(MADE);
    assertThat(Signers.of(shop, accounts).forgotten()).containsExactly("token");
    assertThat(Signers.of(shop, accounts).toString()).doesNotContain(MADE, "token");
  }
}
