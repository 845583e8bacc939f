// SPDX-License-Identifier: Apache-2.0

/** Who told which sender to stop. */
@NullMarked
package io.trunkline.emulator.optout;

import org.jspecify.annotations.NullMarked;
