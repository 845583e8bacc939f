// SPDX-License-Identifier: Apache-2.0
/**
 * What is done again and again in the background and is not a send: sweeps, retention, usage. A
 * room offers a {@link io.trunkline.background.Routine} as a bean; of all nodes on one database one
 * runs it at a time, and when that node dies another takes over within half a minute.
 */
@ApplicationModule(allowedDependencies = {"storage"})
@NullMarked
package io.trunkline.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
