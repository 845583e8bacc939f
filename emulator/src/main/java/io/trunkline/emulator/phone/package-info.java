// SPDX-License-Identifier: Apache-2.0

/** The phones that people hold, and what becomes of messages on their way there. */
@NullMarked
package io.trunkline.emulator.phone;

import org.jspecify.annotations.NullMarked;
