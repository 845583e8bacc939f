// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Twilio → us: what has become of a text of ours. The id in the address is our own. */
final class MessageStatusCallback implements MessageRoute {

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
    var updates =
        callbacks.stream()
            .map(callback -> update(callback, MessageId.parse(callback.pathVariable("id"))))
            .toList();
    return messages.applyKnown(updates).stream().map(MessageStatusCallback::reply).toList();
  }

  static MessageUpdate update(Callback callback, @Nullable MessageId id) {
    return new MessageUpdate(
        callback.account(),
        id,
        callback.required("MessageSid"),
        callback.required("MessageStatus"),
        callback.parameter("ErrorCode").map(Integer::valueOf).orElse(null),
        callback.parameter("From").orElse(null));
  }

  static CallbackReply reply(boolean known) {
    return known
        ? new CallbackReply.Nothing()
        : new CallbackReply.NotYet("There is no such message of this account");
  }
}
