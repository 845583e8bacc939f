// SPDX-License-Identifier: Apache-2.0

/**
 * The emulator's own surface below {@code /_emulator/}, which Twilio does not have: phones, faults,
 * the ledger, the log of callbacks.
 */
@NullMarked
package io.trunkline.emulator.control;

import org.jspecify.annotations.NullMarked;
