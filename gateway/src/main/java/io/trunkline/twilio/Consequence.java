// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What follows from one of Twilio's errors. */
public enum Consequence {
  /** This message will never go; the next one may. */
  FAIL,
  /** The same request may succeed later. */
  RETRY_LATER,
  /**
   * Nothing of this account will go until somebody has repaired it (wrong credentials, suspended,
   * no funds). What waits is kept.
   */
  HOLD_ACCOUNT,
  /** The recipient has told Twilio to stop this sender; only the recipient can undo it. */
  OPTED_OUT
}
