// SPDX-License-Identifier: Apache-2.0

/**
 * The emulator in tests by JUnit Jupiter. {@link io.trunkline.emulator.junit.EmulatedTwilio} on a
 * class gives its tests a Twilio and phones as parameters; each test begins with a fresh world.
 */
@NullMarked
package io.trunkline.emulator.junit;

import org.jspecify.annotations.NullMarked;
