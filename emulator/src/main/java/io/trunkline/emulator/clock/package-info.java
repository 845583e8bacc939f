// SPDX-License-Identifier: Apache-2.0

/** The time of a world, and everything that happens later in it. */
@NullMarked
package io.trunkline.emulator.clock;

import org.jspecify.annotations.NullMarked;
