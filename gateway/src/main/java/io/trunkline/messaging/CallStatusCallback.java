// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import java.util.List;
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
    return applyAll(List.of(callback)).getFirst();
  }

  @Override
  public List<CallbackReply> applyAll(List<Callback> callbacks) {
    var updates = callbacks.stream().map(CallStatusCallback::update).toList();
    return messages.applyKnown(updates).stream().map(MessageStatusCallback::reply).toList();
  }

  private static MessageUpdate update(Callback callback) {
    return new MessageUpdate(
        callback.account(),
        MessageId.parse(callback.pathVariable("id")),
        callback.required("CallSid"),
        callback.required("CallStatus"),
        null,
        null);
  }
}
