// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

/** Whether an account's messages are handed over. */
public enum CircuitState {
  /** They are. */
  CLOSED,
  /** They are, one a second: Twilio answers again, and the first that it takes proves it. */
  HALF_OPEN,
  /** They are not, and wait. */
  OPEN
}
