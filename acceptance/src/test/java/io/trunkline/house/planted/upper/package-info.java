// SPDX-License-Identifier: Apache-2.0
/** A room that says it knows nobody, and does. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.house.planted.upper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
