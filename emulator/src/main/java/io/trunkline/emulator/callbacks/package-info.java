// SPDX-License-Identifier: Apache-2.0

/**
 * What Twilio sends to its customers: signed status callbacks and inbound webhooks, and the record
 * of each that was sent.
 */
@NullMarked
package io.trunkline.emulator.callbacks;

import org.jspecify.annotations.NullMarked;
