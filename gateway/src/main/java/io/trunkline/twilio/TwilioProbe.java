// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** Whether an account could send at this moment. */
public sealed interface TwilioProbe {

  /** Twilio answers, and lets the account see its messages. */
  record Fine() implements TwilioProbe {}

  /** Twilio answers, and does not. */
  record Refused(TwilioError error) implements TwilioProbe {}

  /** Twilio does not answer, or not as it should. */
  record NoAnswer(String why) implements TwilioProbe {}
}
