// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seedfile;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.account.Accounts;
import io.trunkline.emulator.account.ApiKey;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.world.World;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plants accounts, their subaccounts, and what they own. */
final class SeedAccounts {
  private static final Map<String, String> URLS =
      Map.of(
          "sms_url", "SmsUrl",
          "sms_fallback_url", "SmsFallbackUrl",
          "voice_url", "VoiceUrl",
          "voice_fallback_url", "VoiceFallbackUrl",
          "status_callback", "StatusCallback");

  private static final Map<String, String> METHODS =
      Map.of(
          "sms_method", "SmsMethod",
          "sms_fallback_method", "SmsFallbackMethod",
          "voice_method", "VoiceMethod",
          "voice_fallback_method", "VoiceFallbackMethod",
          "status_callback_method", "StatusCallbackMethod");

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
    entry.entries("numbers").forEach(number -> plantNumber(account, number));
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
            entry.flag("main"),
            now,
            now);
    if (!world.accounts().keys().add(key)) {
      throw entry.wrong("sid", "names a key that is there already");
    }
    entry.end();
  }

  private void plantNumber(Account account, SeedEntry entry) {
    var number = entry.text("phone_number");
    if (!PhoneNumbers.isPossible(number)) {
      throw entry.wrong("phone_number", "'" + number + "' is not a phone number in E.164 form");
    }
    if (world.numbers().rent(account, number, settings(entry)).isEmpty()) {
      throw entry.wrong("phone_number", number + " is rented already");
    }
    entry.end();
  }

  private static Map<String, String> settings(SeedEntry entry) {
    var settings = new HashMap<String, String>();
    URLS.forEach((member, name) -> put(settings, name, entry.optionalUrl(member)));
    METHODS.forEach((member, name) -> put(settings, name, method(entry, member)));
    put(settings, "FriendlyName", entry.optionalText("friendly_name"));
    return settings;
  }

  private static @Nullable String method(SeedEntry entry, String member) {
    var method = entry.optionalText(member);
    if (method != null && !method.equals("GET") && !method.equals("POST")) {
      throw entry.wrong(member, "must be GET or POST, not '" + method + "'");
    }
    return method;
  }

  private static void put(Map<String, String> settings, String name, @Nullable String value) {
    if (value != null) {
      settings.put(name, value);
    }
  }

  private static String sid(SeedEntry entry, String prefix) {
    return entry.text("sid", prefix + "[0-9a-f]{32}", prefix + " and 32 hexadecimal digits");
  }

  private static String secret(SeedEntry entry, String member) {
    return entry.text(member, "[!-~]+", "letters, digits and signs without a space");
  }
}
