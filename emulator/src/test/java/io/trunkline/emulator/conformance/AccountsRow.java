// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.conformance;

import com.twilio.rest.api.v2010.Account;
import io.trunkline.emulator.EmulatorClient;
import io.trunkline.emulator.conformance.Row.Operation;

final class AccountsRow {
  private static final String OTHER = "AC" + "9".repeat(32);

  private AccountsRow() {}

  static Row<Account> row() {
    return Row.of("Accounts", Account::getSid)
        .creates((stage, n) -> open(stage, "Subaccount " + n).getSid())
        .lists(stage -> Account.reader())
        .fetches((stage, sid) -> Account.fetcher(sid))
        .updates(
            (stage, sid) -> Account.updater(sid).setStatus(Account.Status.SUSPENDED),
            Account::getStatus,
            Account.Status.SUSPENDED)
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
            stage -> Account.fetcher().fetch(EmulatorClient.test(stage.emulator())))
        .refuses(
            "a subaccount of a subaccount",
            21101,
            400,
            stage -> {
              var subaccount = open(stage, "Subaccount");
              Account.creator().create(stage.as(subaccount.getSid(), subaccount.getAuthToken()));
            })
        .refuses(
            "to close the parent",
            21477,
            400,
            stage -> Account.updater().setStatus(Account.Status.CLOSED).update(stage.client()))
        .refuses(
            "to open a closed account again",
            21479,
            400,
            stage -> {
              var sid = open(stage, "Subaccount").getSid();
              Account.updater(sid).setStatus(Account.Status.CLOSED).update(stage.client());
              Account.updater(sid).setStatus(Account.Status.ACTIVE).update(stage.client());
            })
        .refuses("a name of 65 characters", 20002, 400, stage -> open(stage, "n".repeat(65)));
  }

  private static Account open(Stage stage, String name) {
    return Account.creator().setFriendlyName(name).create(stage.client());
  }
}
