// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.twilio.Callback;
import io.trunkline.twilio.CallbackReply;
import io.trunkline.twilio.CallbackRoute;

/** Twilio → us: what has become of a text of ours. The id in the address is our own. */
final class MessageStatusCallback implements CallbackRoute {

  private final Messages messages;

  MessageStatusCallback(Messages messages) {
    this.messages = messages;
  }

  @Override
  public String kind() {
    return "message_status";
  }

  @Override
  public String path() {
    return "/twilio/messages/{id}/status";
  }

  @Override
  public boolean repliesWithTwiml() {
    return false;
  }

  @Override
  public CallbackReply apply(Callback callback) {
    messages.apply(
        new MessageUpdate(
            callback.account(),
            MessageId.parse(callback.pathVariable("id")),
            callback.required("MessageSid"),
            callback.required("MessageStatus"),
            callback.parameter("ErrorCode").map(Integer::valueOf).orElse(null)));
    return new CallbackReply.Nothing();
  }
}
