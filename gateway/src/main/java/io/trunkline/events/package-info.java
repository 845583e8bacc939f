// SPDX-License-Identifier: Apache-2.0
/**
 * What has happened, for whoever wants to know. Other rooms record an event in the transaction that
 * makes it true, so neither is ever without the other; it is read in the order in which they were
 * committed, and a reader who goes on after the last one skips none. Kept for a while, not for
 * ever.
 */
@ApplicationModule(allowedDependencies = {"account", "background", "id", "problem", "storage"})
@NullMarked
package io.trunkline.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
