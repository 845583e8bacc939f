// SPDX-License-Identifier: Apache-2.0

/** Phone numbers: what they are, where, and who rents them. */
@NullMarked
package io.trunkline.emulator.number;

import org.jspecify.annotations.NullMarked;
