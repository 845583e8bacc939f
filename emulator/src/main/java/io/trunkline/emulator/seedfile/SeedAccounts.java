// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seedfile;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.account.ApiKey;
import io.trunkline.emulator.world.World;
import org.jspecify.annotations.Nullable;

/** Plants accounts, their subaccounts, and what they own. */
final class SeedAccounts {
  private final World world;

  SeedAccounts(World world) {
    this.world = world;
  }

  void plant(SeedEntry entry) {
    var account = account(entry, null);
    for (var subaccount : entry.entries("subaccounts")) {
      furnish(account(subaccount, account), subaccount);
    }
    furnish(account, entry);
  }

  /** The account that is always there, if the entry names it; else a new one. */
  private Account account(SeedEntry entry, @Nullable Account parent) {
    var sid = sid(entry, "AC");
    if (parent == null && sid.equals(Accounts.LIVE_SID)) {
      return world.accounts().live();
    }
    var name = entry.optionalText("friendly_name");
    var account =
        new Account(
            sid,
            secret(entry, "auth_token"),
            name == null ? "Seeded" : name,
            Account.Kind.LIVE,
            parent == null ? sid : parent.sid(),
            world.clock().now());
    if (!world.accounts().open(account)) {
      throw entry.wrong("sid", "names an account that is there already");
    }
    return account;
  }

  private void furnish(Account account, SeedEntry entry) {
    entry.entries("keys").forEach(key -> plantKey(account, key));
    new SeedSenders(world, account).plant(entry);
    entry.end();
  }

  private void plantKey(Account account, SeedEntry entry) {
    var now = world.clock().now();
    var name = entry.optionalText("friendly_name");
    var key =
        new ApiKey(
            sid(entry, "SK"),
            secret(entry, "secret"),
            account.sid(),
            name == null ? "Seeded" : name,
            Boolean.TRUE.equals(entry.optionalFlag("main")),
            now,
            now);
    if (!world.accounts().keys().add(key)) {
      throw entry.wrong("sid", "names a key that is there already");
    }
    entry.end();
  }

  private static String sid(SeedEntry entry, String prefix) {
    return entry.text("sid", prefix + "[0-9a-f]{32}", prefix + " and 32 hexadecimal digits");
  }

  private static String secret(SeedEntry entry, String member) {
    return entry.text(member, "[!-~]+", "letters, digits and signs without a space");
  }
}
