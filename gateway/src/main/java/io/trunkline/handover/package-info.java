// SPDX-License-Identifier: Apache-2.0
/**
 * Hands messages over to Twilio, each exactly once, and finds out what became of it when Twilio's
 * answer or its callbacks stay away; texts to us that no callback has brought it finds as well.
 * What it learns it writes down in {@link io.trunkline.messaging.Outbox}; it knows what a message
 * needs and nothing of who sent it. What a refusal means is done: by another sender, later, by the
 * next channel, or by holding the account.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "callbacks",
      "conversations",
      "dispatch",
      "events",
      "law",
      "media",
      "messaging",
      "numbers",
      "phone",
      "problem",
      "segments",
      "storage",
      "twilio"
    })
@NullMarked
package io.trunkline.handover;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
