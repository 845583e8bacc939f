// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import java.util.List;
import java.util.Optional;

/**
 * Twilio → us: what has become of a text, reported to one address for all, as a Messaging Service
 * does when it is configured to. Only the SID says which, and Twilio may report before its answer
 * has told us the SID: then the callback waits.
 */
final class ServiceStatusCallback implements MessageRoute {

  private final Messages messages;

  ServiceStatusCallback(Messages messages) {
    this.messages = messages;
  }

  @Override
  public String kind() {
    return "service_status";
  }

  @Override
  public String path() {
    return "/twilio/messages/status";
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
    return messages.findBySid(callback.account(), callback.required("MessageSid"));
  }

  @Override
  public CallbackReply apply(Callback callback) {
    return applyAll(List.of(callback)).getFirst();
  }

  @Override
  public List<CallbackReply> applyAll(List<Callback> callbacks) {
    var updates =
        callbacks.stream().map(callback -> MessageStatusCallback.update(callback, null)).toList();
    return messages.applyKnown(updates).stream().map(MessageStatusCallback::reply).toList();
  }
}
