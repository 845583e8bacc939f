// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import java.util.Optional;

/** Twilio → us: what has become of a call that reads a message of ours aloud. */
final class CallStatusCallback implements MessageRoute {

  private final Messages messages;

  CallStatusCallback(Messages messages) {
    this.messages = messages;
  }

  @Override
  public String kind() {
    return "call_status";
  }

  @Override
  public String path() {
    return "/twilio/calls/{id}/status";
  }

  @Override
  public boolean repliesWithTwiml() {
    return false;
  }

  @Override
  public Messages messages() {
    return messages;
  }

  @Override
  public Optional<Message> message(Callback callback) {
    return messages.find(callback.account(), MessageId.parse(callback.pathVariable("id")));
  }

  @Override
  public CallbackReply apply(Callback callback) {
    messages.apply(
        new MessageUpdate(
            callback.account(),
            MessageId.parse(callback.pathVariable("id")),
            callback.required("CallSid"),
            callback.required("CallStatus"),
            null,
            null));
    return new CallbackReply.Nothing();
  }
}
