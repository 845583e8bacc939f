// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** Why a message is kept. */
public enum HeldBecause {
  /** Its sender wants it sent at a time to come. */
  SEND_AT,
  /** The recipient's law, or own wish, or the account's policy, has hours for it. */
  QUIET_HOURS,
  /** The recipient has heard enough of late. */
  FREQUENCY_CAP,
  /** The account sends nothing to where the recipient is for the time being. */
  PAUSED,
  /** Twilio refused it in a way that a person must look at. */
  PARKED
}
