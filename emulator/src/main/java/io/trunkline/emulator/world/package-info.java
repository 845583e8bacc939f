// SPDX-License-Identifier: Apache-2.0

/** Puts the parts of a world together. Knows no HTTP. */
@NullMarked
package io.trunkline.emulator.world;

import org.jspecify.annotations.NullMarked;
