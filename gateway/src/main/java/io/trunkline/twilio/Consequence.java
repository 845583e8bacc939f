// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What follows from one of Twilio's errors for the message, and for those behind it. */
public enum Consequence {
  /** This message will never go, by no sender and no channel; the next one may. */
  FAIL,
  /** The same request may succeed later. */
  RETRY_LATER,
  /** The sender cannot take it now: another one may, or this one later. */
  SENDER_BUSY,
  /** This sender will never carry it; another one may. */
  OTHER_SENDER,
  /** The recipient cannot be had by this channel; by another one perhaps. */
  OTHER_CHANNEL,
  /** A person must look before anything like it is sent again. */
  PARK,
  /**
   * Nothing of this account will go until somebody has repaired it (wrong credentials, suspended,
   * no funds). What waits is kept.
   */
  HOLD_ACCOUNT,
  /** The recipient has told Twilio to stop this sender; only the recipient can undo it. */
  OPTED_OUT,
  /** The recipient has told Meta to stop the marketing of this sender, and nothing else. */
  OPTED_OUT_OF_MARKETING,
  /** Meta has counted enough marketing for this recipient: not before another day. */
  RECIPIENT_LIMIT,
  /** Its time ran out before it was sent. */
  EXPIRED;

  /**
   * The same where the error comes in a callback, after Twilio took the message. Then nothing is
   * sent again by itself: what might have been tried again moves on along its chain of channels, if
   * it has one. {@link #OTHER_SENDER} stays, as a word about the sender.
   */
  Consequence afterwards() {
    return this == RETRY_LATER || this == SENDER_BUSY ? OTHER_CHANNEL : this;
  }
}
