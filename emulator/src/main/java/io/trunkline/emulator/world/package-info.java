// SPDX-License-Identifier: Apache-2.0

/**
 * The world Twilio works in: accounts, numbers, messages, phones, what carriers do with a message
 * and when. Knows no HTTP.
 */
@NullMarked
package io.trunkline.emulator.world;

import org.jspecify.annotations.NullMarked;
