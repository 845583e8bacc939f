// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import java.util.List;
import java.util.Set;

/** Whom an account has had to do with. The ledger knows some, whoever sends and receives others. */
public interface Acquaintances {

  /**
   * @param numbers E.164, up to a thousand
   * @return those that the account has had to do with
   */
  Set<String> known(AccountId account, List<String> numbers);
}
