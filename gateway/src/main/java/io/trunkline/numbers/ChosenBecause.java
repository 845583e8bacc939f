// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

/**
 * Why a sender was chosen. From {@link #SAME_AREA_CODE} on, the better reason stands before the
 * worse: among senders of a pool the best wins, and among several as good the one with the least to
 * do.
 */
public enum ChosenBecause {
  /** It was asked for, or is the default, by its address; no other was looked at. */
  ASKED_FOR,
  /** The recipient was texted from it before, by this channel, out of this pool. */
  STICKY,
  /** The recipient has lately written to it, and of the pool to no other later. */
  IN_CONVERSATION,
  /** It is the pool's Messaging Service: Twilio chooses the number. */
  SERVICE,
  /** A number of the recipient's own area code. */
  SAME_AREA_CODE,
  /** It is at home in the recipient's country, or wherever it is used, and can be answered. */
  SAME_COUNTRY,
  /** A name, as carriers of the recipient's country take it. */
  NAME,
  /** It can be answered, in another country. */
  ANOTHER_COUNTRY,
  /** A name where it is not certain that carriers take it. */
  UNCERTAIN_NAME
}
