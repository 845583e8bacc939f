// SPDX-License-Identifier: Apache-2.0

/**
 * The way in for programs that cannot change Twilio's address: an HTTP proxy that plays the hosts
 * below {@code twilio.com}, with a certificate made for this one run.
 */
@NullMarked
package io.trunkline.emulator.proxy;

import org.jspecify.annotations.NullMarked;
