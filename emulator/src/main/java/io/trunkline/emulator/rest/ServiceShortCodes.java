// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.PooledSender;
import io.trunkline.emulator.world.World;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/Services/{Sid}/ShortCodes}: the short codes of a pool. */
record ServiceShortCodes(World world) implements PoolKind {
  @Override
  public String path() {
    return "ShortCodes";
  }

  @Override
  public String key() {
    return "short_codes";
  }

  @Override
  public boolean holds(PooledSender sender) {
    return sender.kind() == PooledSender.Kind.SHORT_CODE;
  }

  @Override
  public PooledSender wanted(Account account, Parameters form) {
    var sid = PoolKind.required(form, "ShortCodeSid");
    return world
        .shortCodes()
        .bySid(account, sid)
        .map(code -> PooledSender.of(code, world.clock().now()))
        .orElseThrow(() -> Refusal.notFound(sid));
  }

  @Override
  public void write(JsonGenerator json, MessagingService service, PooledSender sender) {
    PoolKind.writeCapabilities(json, service, sender);
    json.writeStringProperty("country_code", sender.country());
    json.writeStringProperty("short_code", sender.address());
  }
}
