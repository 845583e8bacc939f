// SPDX-License-Identifier: Apache-2.0

/** Reads a file that describes how a world begins, and makes a world begin so. */
@NullMarked
package io.trunkline.emulator.seedfile;

import org.jspecify.annotations.NullMarked;
