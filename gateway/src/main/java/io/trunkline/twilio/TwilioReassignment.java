// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** Whether a number has got another owner. */
public sealed interface TwilioReassignment {

  /** It has: who has it now has agreed to nothing. */
  record Reassigned() implements TwilioReassignment {}

  /** It has not, as far as the database of reassigned numbers knows today. */
  record Same() implements TwilioReassignment {}

  /** There are no data, or no answer; nothing can be concluded. */
  record Unknown(String why) implements TwilioReassignment {}
}
