// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import io.trunkline.account.Account;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.account.TwilioCredentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose auth tokens may have signed a request.
 *
 * @param own tokens of the account that it names
 * @param forgotten what this account's tokens were before
 * @param others those of other accounts, by what they may be called
 */
record Signers(List<String> own, List<String> forgotten, Map<String, List<String>> others) {

  /** Of how many other accounts the tokens are tried. */
  private static final int MOST_OTHERS = 50;

  Signers {
    own = List.copyOf(own);
    forgotten = List.copyOf(forgotten);
    others = Map.copyOf(others);
  }

  static Signers of(AccountId account, Accounts accounts) {
    var forgotten =
        accounts
            .credentials(account)
            .flatMap(credentials -> Optional.ofNullable(credentials.forgottenAuthToken()));
    return new Signers(
        tokens(account, accounts), forgotten.stream().toList(), others(account, accounts));
  }

  /** By name for who runs the house; no other account learns what its neighbours are called. */
  private static Map<String, List<String>> others(AccountId account, Accounts accounts) {
    var seesNames = account.equals(accounts.configured().id());
    return accounts.all().stream()
        .filter(other -> !other.id().equals(account))
        .limit(MOST_OTHERS)
        .collect(
            Collectors.toMap(
                other -> seesNames || isConfigured(other) ? other.name() : "of another",
                other -> tokens(other.id(), accounts),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
  }

  private static boolean isConfigured(Account account) {
    return account.name().equals(Accounts.DEFAULT);
  }

  private static List<String> tokens(AccountId account, Accounts accounts) {
    return accounts.credentials(account).map(TwilioCredentials::signingTokens).orElse(List.of());
  }

  /** Never a token. */
  @Override
  public String toString() {
    return "Signers[" + others.keySet() + "]";
  }
}
