// SPDX-License-Identifier: Apache-2.0
/** A room that the upper one has no leave to know. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.trunkline.house.planted.lower;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
