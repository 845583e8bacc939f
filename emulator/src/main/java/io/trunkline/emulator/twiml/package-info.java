// SPDX-License-Identifier: Apache-2.0

/** Reading the TwiML that customers answer with. */
@NullMarked
package io.trunkline.emulator.twiml;

import org.jspecify.annotations.NullMarked;
