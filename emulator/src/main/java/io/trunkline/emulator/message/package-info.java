// SPDX-License-Identifier: Apache-2.0

/** Messages and what is known of them. Nothing here moves by itself. */
@NullMarked
package io.trunkline.emulator.message;

import org.jspecify.annotations.NullMarked;
