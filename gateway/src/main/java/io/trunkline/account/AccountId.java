// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code acct_…} */
public record AccountId(UUID value) {

  public static AccountId parse(String text) {
    return new AccountId(Ids.read("acct", text));
  }

  @Override
  public String toString() {
    return Ids.write("acct", value);
  }
}
