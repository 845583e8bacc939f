// SPDX-License-Identifier: Apache-2.0

/** Facts of Twilio that are carried as data, with their source beside them. */
@NullMarked
package io.trunkline.emulator.facts;

import org.jspecify.annotations.NullMarked;
