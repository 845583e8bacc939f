// SPDX-License-Identifier: Apache-2.0
/**
 * Whether somebody may be texted. What people, Twilio and those who run the account say is appended
 * to a ledger, event by event, each with its scope, its purposes and what shows it, and chained so
 * that a change shows; what stands is a pure function of the events. Asked when a message is
 * accepted, to tell the caller, and again when it is handed over, to obey.
 */
@ApplicationModule(
    allowedDependencies = {
      "account",
      "background",
      "events",
      "id",
      "law",
      "phone",
      "policy",
      "problem",
      "storage",
      "twilio"
    })
@NullMarked
package io.trunkline.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
