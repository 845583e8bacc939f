// SPDX-License-Identifier: Apache-2.0

/** How parts of the world that know nothing of each other hear of what changed. */
@NullMarked
package io.trunkline.emulator.signal;

import org.jspecify.annotations.NullMarked;
