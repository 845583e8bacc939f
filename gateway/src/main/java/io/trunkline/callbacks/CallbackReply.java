// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

/** What comes of applying a callback, and what Twilio is answered if it still waits. */
public sealed interface CallbackReply {

  /** 204: Twilio only wanted to tell us. */
  record Nothing() implements CallbackReply {}

  /**
   * It could not be applied yet and has changed nothing: it is kept and applied again later, and
   * parked in the end.
   *
   * @param because a sentence for a person; no body, no number
   */
  record NotYet(String because) implements CallbackReply {}

  /**
   * It can never be applied and has changed nothing: it is kept and parked.
   *
   * @param because a sentence for a person; no body, no number
   */
  record Never(String because) implements CallbackReply {}

  /**
   * Another reply, once something has ended that is not to be under way any more when Twilio hears
   * of it.
   *
   * @param end waits for it, some seconds at most; called when the callback has been applied for
   *     good, in no transaction
   */
  record After(Runnable end, CallbackReply reply) implements CallbackReply {}

  /**
   * Instructions to Twilio: 200, {@code text/xml}.
   *
   * @param xml a whole document
   */
  record Twiml(String xml) implements CallbackReply {

    /** Stay silent. */
    public static final Twiml SILENCE =
        new Twiml("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");

    @Override
    public String toString() {
      return "Twiml[" + xml.length() + " characters]";
    }
  }
}
