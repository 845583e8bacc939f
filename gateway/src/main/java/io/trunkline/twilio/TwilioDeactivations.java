// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What came of reading the deactivated numbers of a day. */
public sealed interface TwilioDeactivations {

  /**
   * To the end.
   *
   * @param numbers how many
   */
  record Complete(long numbers) implements TwilioDeactivations {}

  /** Twilio has no file for the day, not yet at least. */
  record NotYet() implements TwilioDeactivations {}

  /** Twilio did not answer, or stopped in the middle; the numbers read so far are true. */
  record BrokenOff(String why) implements TwilioDeactivations {}
}
