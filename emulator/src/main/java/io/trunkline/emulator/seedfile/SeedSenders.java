// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seedfile;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.sender.Admission;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.PooledSender;
import io.trunkline.emulator.world.World;
import java.util.Optional;

/** Plants what an account sends from: numbers, short codes, channel senders, and services. */
final class SeedSenders {
  private static final SeedSettings NUMBER =
      new SeedSettings()
          .texts("friendly_name")
          .urls("sms_url", "sms_fallback_url", "voice_url", "voice_fallback_url", "status_callback")
          .methods(
              "sms_method",
              "sms_fallback_method",
              "voice_method",
              "voice_fallback_method",
              "status_callback_method");

  private static final SeedSettings SERVICE =
      new SeedSettings()
          .texts("usecase")
          .urls("inbound_request_url", "fallback_url", "status_callback")
          .methods("inbound_method", "fallback_method")
          .flags(
              "sticky_sender",
              "mms_converter",
              "smart_encoding",
              "area_code_geomatch",
              "use_inbound_webhook_on_number");

  private static final int LONGEST_VALIDITY = 36_000;

  private final World world;
  private final Account account;

  SeedSenders(World world, Account account) {
    this.world = world;
    this.account = account;
  }

  void plant(SeedEntry entry) {
    entry.entries("numbers").forEach(this::plantNumber);
    entry.entries("short_codes").forEach(this::plantShortCode);
    entry.texts("channel_senders", address -> world.channelSenders().register(account, address));
    entry.entries("messaging_services").forEach(this::plantService);
  }

  private void plantNumber(SeedEntry entry) {
    var number = entry.text("phone_number");
    if (!PhoneNumbers.isPossible(number)) {
      throw entry.wrong("phone_number", "'" + number + "' is not a phone number in E.164 form");
    }
    if (world.numbers().rent(account, number, NUMBER.read(entry)).isEmpty()) {
      throw entry.wrong("phone_number", number + " is rented already");
    }
    entry.end();
  }

  private void plantShortCode(SeedEntry entry) {
    var country = entry.optionalText("country");
    entry.convert(
        "short_code",
        code -> world.shortCodes().lease(account, code, country == null ? "US" : country));
    entry.end();
  }

  private void plantService(SeedEntry entry) {
    var settings = SERVICE.read(entry);
    settings.put("FriendlyName", entry.text("friendly_name"));
    var validity = entry.optionalNumber("validity_period");
    if (validity != null) {
      if (validity < 1 || validity > LONGEST_VALIDITY) {
        throw entry.wrong("validity_period", "must be from 1 to " + LONGEST_VALIDITY + " seconds");
      }
      settings.put("ValidityPeriod", validity.toString());
    }
    var sid = entry.text("sid", "MG[0-9a-f]{32}", "MG and 32 hexadecimal digits");
    var service =
        world
            .services()
            .open(account, sid, settings)
            .orElseThrow(() -> entry.wrong("sid", "names a service that is there already"));
    entry.texts("senders", address -> admit(service, address));
    entry.end();
  }

  private Admission admit(MessagingService service, String address) {
    var sender =
        sender(address)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + address + "' is no sender of the account, and no name"));
    var admission = world.services().admit(service, sender);
    if (admission != Admission.ADDED) {
      throw new IllegalArgumentException(address + " cannot join: a service has it already");
    }
    return admission;
  }

  private Optional<PooledSender> sender(String address) {
    var now = world.clock().now();
    if (address.indexOf(':') >= 0) {
      return world
          .channelSenders()
          .find(address)
          .filter(sender -> sender.accountSid().equals(account.sid()))
          .map(sender -> PooledSender.of(sender, now));
    }
    if (world.shortCodes().owns(account, address)) {
      return world.shortCodes().find(address).map(code -> PooledSender.of(code, now));
    }
    if (world.numbers().owns(account, address)) {
      return world.numbers().find(address).map(number -> PooledSender.of(number, now));
    }
    return PhoneNumbers.isAlphanumericSender(address)
        ? Optional.of(world.services().name(address, ""))
        : Optional.empty();
  }
}
