// SPDX-License-Identifier: Apache-2.0

/**
 * Writes {@code docs/emulator-coverage.md}: what Twilio has and what of it is served, as the
 * program and Twilio's documents say themselves.
 */
@NullMarked
package io.trunkline.emulator.coverage;

import org.jspecify.annotations.NullMarked;
