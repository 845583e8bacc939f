// SPDX-License-Identifier: Apache-2.0
/**
 * The auth tokens that Twilio signs callbacks with. An account has one, and two while it is
 * rotated; the road of callbacks says which of them has signed, and that shows how far the rotation
 * is. The tokens themselves are kept, sealed, by {@link io.trunkline.account.Accounts}; here is
 * their use.
 */
@ApplicationModule(allowedDependencies = {"account", "problem", "storage"})
@NullMarked
package io.trunkline.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
