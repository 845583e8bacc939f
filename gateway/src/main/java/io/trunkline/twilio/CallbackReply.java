// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What Twilio is answered. */
public sealed interface CallbackReply permits CallbackReply.Nothing, Twiml {

  /** 204: Twilio only wanted to tell us. */
  record Nothing() implements CallbackReply {}
}
