// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.twiml.MessagingResponse;
import com.twilio.twiml.messaging.Body;
import com.twilio.twiml.messaging.Message;

/** Twilio's markup language, as whole documents. */
public final class Twiml {

  private Twiml() {}

  /** Answers a text with a text, from the number that was written to. */
  public static String message(String text) {
    var message = new Message.Builder().body(new Body.Builder(text).build()).build();
    return new MessagingResponse.Builder().message(message).build().toXml();
  }
}
