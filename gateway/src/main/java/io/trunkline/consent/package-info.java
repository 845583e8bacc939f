// SPDX-License-Identifier: Apache-2.0
/**
 * Whether somebody may be texted. What people and Twilio tell us is appended to a ledger, scope by
 * scope (a sender, a Messaging Service); the latest event of a scope holds. Asked when a message is
 * accepted, to tell the caller, and again when it is handed over, to obey.
 */
@ApplicationModule(allowedDependencies = {"account", "id", "phone", "storage"})
@NullMarked
package io.trunkline.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
