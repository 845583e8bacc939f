// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of handing over a text. */
public sealed interface TwilioAnswer {

  /** Twilio has it. */
  record Taken(TwilioMessage message) implements TwilioAnswer {}

  /** Twilio has looked at it and does not want it. */
  record Refused(TwilioError error) implements TwilioAnswer {}

  /**
   * Too many requests at once; Twilio did not look at it.
   *
   * @param after how long Twilio asks us to wait, if it says so
   */
  record Throttled(@Nullable Duration after) implements TwilioAnswer {}

  /** Certainly not handed over: no byte of the request has left. */
  record NotReached(String why) implements TwilioAnswer {}

  /** Perhaps handed over. Must not be handed over again before it is known. */
  record Unknown(String why) implements TwilioAnswer {}
}
