// SPDX-License-Identifier: Apache-2.0

/**
 * Twilio, emulated: {@link io.trunkline.emulator.TwilioEmulator} starts a world with phones in it
 * behind Twilio's own paths. This package only wires; the work is done below it, where imports go
 * one way: {@code evidence} and {@code http} know nobody, {@code world} knows {@code evidence},
 * {@code twiml} and {@code callbacks} know the world, {@code rest} knows those, and {@code control}
 * knows all.
 */
@NullMarked
package io.trunkline.emulator;

import org.jspecify.annotations.NullMarked;
