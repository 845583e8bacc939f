// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.rest;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.http.Parameters;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.sender.MessagingService;
import io.trunkline.emulator.sender.PooledSender;
import tools.jackson.core.JsonGenerator;

/** One kind of sender below a Messaging Service: what its resource has for itself. */
interface PoolKind {
  /** The last part of the list's path. */
  String path();

  /** The name of the array in a list. */
  String key();

  /** Whether the list shows the sender. */
  boolean holds(PooledSender sender);

  /**
   * The sender that a request wants to add.
   *
   * @throws Refusal if there is none such
   */
  PooledSender wanted(Account account, Parameters form);

  /** Writes the members that other kinds do not have. */
  void write(JsonGenerator json, MessagingService service, PooledSender sender);

  /** Writes what all kinds but one have. */
  static void writeCapabilities(JsonGenerator json, MessagingService service, PooledSender sender) {
    json.writeArrayPropertyStart("capabilities");
    sender.capabilities().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("service_sid", service.sid());
  }

  /** The value of a parameter that must be there. */
  static String required(Parameters form, String name) {
    var value = form.getOrEmpty(name);
    if (value.isEmpty()) {
      throw Refusal.badRequest(20001, name + " is required");
    }
    return value;
  }
}
