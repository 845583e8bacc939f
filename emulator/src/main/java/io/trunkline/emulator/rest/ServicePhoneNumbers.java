// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.PooledSender;
import io.trunkline.emulator.world.World;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/Services/{Sid}/PhoneNumbers}: the long codes and toll-free numbers of a pool. */
record ServicePhoneNumbers(World world) implements PoolKind {
  @Override
  public String path() {
    return "PhoneNumbers";
  }

  @Override
  public String key() {
    return "phone_numbers";
  }

  @Override
  public boolean holds(PooledSender sender) {
    return sender.kind() == PooledSender.Kind.PHONE_NUMBER;
  }

  @Override
  public PooledSender wanted(Account account, Parameters form) {
    var sid = PoolKind.required(form, "PhoneNumberSid");
    return world
        .numbers()
        .bySid(account, sid)
        .map(number -> PooledSender.of(number, world.clock().now()))
        .orElseThrow(() -> Refusal.notFound(sid));
  }

  @Override
  public void write(JsonGenerator json, MessagingService service, PooledSender sender) {
    PoolKind.writeCapabilities(json, service, sender);
    json.writeStringProperty("country_code", sender.country());
    json.writeStringProperty("phone_number", sender.address());
  }
}
