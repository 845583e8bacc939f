// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What came of reading a list of messages page by page. */
public sealed interface TwilioListing {

  /**
   * To its end, or as far as it was wanted.
   *
   * @param messages how many were read; one that came on two pages counts twice
   */
  record Complete(int messages) implements TwilioListing {}

  /** Twilio stopped answering, or the list did not end; the pages read so far are true. */
  record BrokenOff(int messages, String why) implements TwilioListing {}
}
