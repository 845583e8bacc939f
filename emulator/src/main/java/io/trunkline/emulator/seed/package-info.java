// SPDX-License-Identifier: Apache-2.0

/** What the seed of a world decides: identifiers, and the luck of faults. */
@NullMarked
package io.trunkline.emulator.seed;

import org.jspecify.annotations.NullMarked;
