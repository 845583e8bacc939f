// SPDX-License-Identifier: Apache-2.0
/**
 * Texts, both ways. An outbound message is accepted (and is then never lost), waits for its
 * sender's pace, is handed over to Twilio exactly once, and moves forward by Twilio's callbacks to
 * a final status; when it is not known whether Twilio took it, it is unconfirmed until Twilio's own
 * records settle it. An inbound text is recorded once and heard for consent. Hosts and the rooms
 * below come in through {@link io.trunkline.messaging.Messages} and listen to its events.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "callbacks",
      "consent",
      "conversations",
      "dispatch",
      "events",
      "id",
      "law",
      "media",
      "numbers",
      "phone",
      "policy",
      "prices",
      "problem",
      "replays",
      "segments",
      "storage",
      "templates",
      "twilio"
    })
@NullMarked
package io.trunkline.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
