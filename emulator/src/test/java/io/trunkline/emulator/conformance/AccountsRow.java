// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.Account;
import io.trunkline.emulator.EmulatorClient;
import io.trunkline.emulator.conformance.Row.Operation;
import java.util.List;

final class AccountsRow {
  private static final String OTHER = "AC" + "9".repeat(32);

  private AccountsRow() {}

  static Row<Account> row() {
    return Row.of("Accounts", Account::getSid)
        .standing(stage -> List.of(stage.emulator().accountSid()))
        .fetches((stage, sid) -> Account.fetcher(sid))
        .without(Operation.CREATE, "subaccounts are not imitated")
        .without(Operation.LIST, "there is one account only")
        .without(Operation.UPDATE, "subaccounts are not imitated")
        .without(Operation.DELETE, "an account is closed by an update, never deleted")
        .refuses(
            "somebody else's account",
            20003,
            403,
            stage -> Account.fetcher(OTHER).fetch(stage.client()))
        .refuses(
            "a wrong token",
            20003,
            401,
            stage ->
                Account.fetcher().fetch(stage.as(stage.emulator().accountSid(), "f".repeat(32))))
        .refuses(
            "test credentials",
            20008,
            403,
            stage -> Account.fetcher().fetch(EmulatorClient.test(stage.emulator())));
  }
}
