// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import io.trunkline.callbacks.CallbackRoute;
import io.trunkline.twilio.Twiml;

/** Twilio → us: somebody has texted one of our numbers. */
final class InboundMessageCallback implements CallbackRoute {

  private final Messages messages;

  InboundMessageCallback(Messages messages) {
    this.messages = messages;
  }

  @Override
  public String kind() {
    return "inbound_message";
  }

  @Override
  public String path() {
    return "/twilio/messages/inbound";
  }

  @Override
  public boolean repliesWithTwiml() {
    return true;
  }

  @Override
  public CallbackReply apply(Callback callback) {
    return messages
        .receive(
            new InboundText(
                callback.account(),
                callback.required("MessageSid"),
                callback.required("From"),
                callback.required("To"),
                callback.parameter("MessagingServiceSid").orElse(null),
                callback.parameter("Body").orElse(""),
                callback.parameter("OptOutType").orElse(null),
                callback.receivedAt()))
        .map(reply -> new CallbackReply.Twiml(Twiml.message(reply)))
        .orElse(CallbackReply.Twiml.SILENCE);
  }
}
