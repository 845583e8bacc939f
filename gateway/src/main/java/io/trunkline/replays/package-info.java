// SPDX-License-Identifier: Apache-2.0
/**
 * Callbacks that are kept, applied again because a person wants it. Each is taken out of what is
 * due or was given up, applied by its route in a transaction of its own, and says what that has
 * changed; what fails is left where it was. Rooms below whose routes can say what a callback is
 * about implement {@link io.trunkline.replays.ReplayedRoute}.
 */
@ApplicationModule(allowedDependencies = {"account", "callbacks", "problem", "storage"})
@NullMarked
package io.trunkline.replays;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
