// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.twiml.MessagingResponse;
import com.twilio.twiml.messaging.Body;
import com.twilio.twiml.messaging.Message;

/**
 * Instructions to Twilio: 200, {@code text/xml}.
 *
 * @param xml a whole document
 */
public record Twiml(String xml) implements CallbackReply {

  private static final Twiml NOTHING_TO_DO =
      new Twiml(new MessagingResponse.Builder().build().toXml());

  /** Answers a text with a text, from the number that was written to. */
  public static Twiml message(String text) {
    var message = new Message.Builder().body(new Body.Builder(text).build()).build();
    return new Twiml(new MessagingResponse.Builder().message(message).build().toXml());
  }

  /** Stay silent. */
  public static Twiml nothing() {
    return NOTHING_TO_DO;
  }

  @Override
  public String toString() {
    return "Twiml[" + xml.length() + " characters]";
  }
}
