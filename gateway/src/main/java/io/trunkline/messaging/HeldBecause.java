// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** Why a message is kept. */
public enum HeldBecause {
  /** Its sender wants it sent at a time to come. */
  SEND_AT,
  /** Twilio refused it in a way that a person must look at. */
  PARKED
}
