// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.number.PhoneNumbers;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.MessagingServices;
import io.trunkline.emulator.sender.PooledSender;
import tools.jackson.core.JsonGenerator;

/** {@code /v1/Services/{Sid}/AlphaSenders}: the names of a pool that are for all countries. */
record ServiceAlphaSenders(MessagingServices services) implements PoolKind {
  @Override
  public String path() {
    return "AlphaSenders";
  }

  @Override
  public String key() {
    return "alpha_senders";
  }

  @Override
  public boolean holds(PooledSender sender) {
    return sender.kind() == PooledSender.Kind.NAME && sender.country().isEmpty();
  }

  @Override
  public PooledSender wanted(Account account, Parameters form) {
    return services.name(name(form), "");
  }

  @Override
  public void write(JsonGenerator json, MessagingService service, PooledSender sender) {
    PoolKind.writeCapabilities(json, service, sender);
    json.writeStringProperty("alpha_sender", sender.address());
  }

  static String name(Parameters form) {
    var name = form.getOrEmpty("AlphaSender");
    if (name.isEmpty()) {
      throw Refusal.badRequest(21708, "AlphaSender is required");
    }
    if (!PhoneNumbers.isAlphanumericSender(name)) {
      throw Refusal.badRequest(21709, "'" + name + "' cannot be an alphanumeric sender ID");
    }
    return name;
  }
}
