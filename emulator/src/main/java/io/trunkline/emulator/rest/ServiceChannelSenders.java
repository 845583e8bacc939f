// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.sender.ChannelSender;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.PooledSender;
import io.trunkline.emulator.world.World;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/Services/{Sid}/ChannelSenders}: the WhatsApp and other channel senders of a pool. */
record ServiceChannelSenders(World world) implements PoolKind {
  @Override
  public String path() {
    return "ChannelSenders";
  }

  @Override
  public String key() {
    return "senders";
  }

  @Override
  public boolean holds(PooledSender sender) {
    return sender.kind() == PooledSender.Kind.CHANNEL;
  }

  @Override
  public PooledSender wanted(Account account, Parameters form) {
    var sid = PoolKind.required(form, "Sid");
    return world
        .channelSenders()
        .bySid(account, sid)
        .map(sender -> PooledSender.of(sender, world.clock().now()))
        .orElseThrow(() -> Refusal.notFound(sid));
  }

  @Override
  public void write(JsonGenerator json, MessagingService service, PooledSender sender) {
    var country = sender.country();
    json.writeStringProperty("country_code", country.isEmpty() ? null : country);
    json.writeStringProperty("messaging_service_sid", service.sid());
    json.writeStringProperty("sender", sender.address());
    json.writeStringProperty("sender_type", ChannelSender.typeOf(sender.address()));
  }
}
