// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

/** Why a message in doubt has been left to a person. The later reason is the stronger. */
public enum Undecided {
  /** Twilio has not shown its records, or what it has told is not applied; that may settle it. */
  UNANSWERED,
  /** Twilio's records cannot tell, so that nothing missing in them proves that it was not sent. */
  UNTOLD
}
