// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What came of downloading a file of a message. */
public sealed interface TwilioDownload {

  /**
   * All of its bytes have been written.
   *
   * @param contentType as Twilio says; empty if it says nothing
   */
  record Done(String contentType) implements TwilioDownload {}

  /** It was not to be had, or not to the end. Some of its bytes may have been written. */
  record Failed(String why) implements TwilioDownload {}
}
