// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What came of asking for one message. */
public sealed interface TwilioFetch {

  record Found(TwilioMessage message) implements TwilioFetch {}

  /** Twilio has no such message, or no longer. */
  record Gone() implements TwilioFetch {}

  /** Nothing can be concluded. */
  record NoAnswer(String why) implements TwilioFetch {}
}
