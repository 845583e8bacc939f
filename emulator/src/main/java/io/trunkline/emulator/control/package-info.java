// SPDX-License-Identifier: Apache-2.0

/**
 * The emulator's own surface below {@code /_emulator/}, which Twilio does not have: phones, faults,
 * the clock, the ledger, the log of callbacks, the events; and the page that shows all that.
 */
@NullMarked
package io.trunkline.emulator.control;

import org.jspecify.annotations.NullMarked;
