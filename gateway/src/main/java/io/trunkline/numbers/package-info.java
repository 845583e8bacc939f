// SPDX-License-Identifier: Apache-2.0
/**
 * What we send from: numbers, short codes, names, WhatsApp and RCS senders and Messaging Services,
 * each of a kind and with a pace, alone or in pools. A sender is registered by configuration, by
 * the API or through {@link io.trunkline.numbers.Numbers}, is chosen when a message is accepted,
 * and keeps its lane, in which messages wait for its pace, as long as messages point at it.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "dispatch",
      "events",
      "id",
      "phone",
      "problem",
      "storage",
      "twilio"
    })
@NullMarked
package io.trunkline.numbers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
