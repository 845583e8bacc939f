// SPDX-License-Identifier: Apache-2.0

/**
 * What things cost, in US dollars. Twilio publishes no table that could be carried here: apart from
 * the prices of the United States that its API documents show, these are invented but plausible.
 */
@NullMarked
package io.trunkline.emulator.price;

import org.jspecify.annotations.NullMarked;
