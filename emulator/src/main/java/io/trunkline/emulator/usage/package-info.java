// SPDX-License-Identifier: Apache-2.0

/**
 * What accounts have used and what it cost: one sum for each account, day and category, so that any
 * number of messages costs no memory. Days are those of UTC, by the emulated clock.
 */
@NullMarked
package io.trunkline.emulator.usage;

import org.jspecify.annotations.NullMarked;
