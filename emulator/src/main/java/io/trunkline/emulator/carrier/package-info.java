// SPDX-License-Identifier: Apache-2.0

/** Takes messages from Twilio to phones and back, step by step. */
@NullMarked
package io.trunkline.emulator.carrier;

import org.jspecify.annotations.NullMarked;
