// SPDX-License-Identifier: Apache-2.0

/** What is ordered to go wrong, and whether it does. */
@NullMarked
package io.trunkline.emulator.fault;

import org.jspecify.annotations.NullMarked;
