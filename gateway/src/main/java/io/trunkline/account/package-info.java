// SPDX-License-Identifier: Apache-2.0
/**
 * Whose rows and whose credentials. An account is one Twilio account or subaccount; every row of
 * every room belongs to one. It is opened from the configuration or by {@link
 * io.trunkline.account.Accounts#open}, is given API keys, and is never deleted while a row points
 * at it.
 */
@ApplicationModule(allowedDependencies = {"id", "problem", "storage"})
@NullMarked
package io.trunkline.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
