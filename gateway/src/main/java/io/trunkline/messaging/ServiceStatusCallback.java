// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Twilio → us: what has become of a text, reported to one address for all, as a Messaging Service
 * does when it is configured to. Only the SID says which, and Twilio may report before its answer
 * has told us the SID: then the callback waits.
 */
final class ServiceStatusCallback implements MessageRoute {

  private final Messages messages;
  private final MessageStore store;

  ServiceStatusCallback(Messages messages, MessageStore store) {
    this.messages = messages;
    this.store = store;
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
    var known =
        store.idsBySid(
            callbacks.stream().map(Callback::account).distinct().toList(),
            callbacks.stream().map(ServiceStatusCallback::sid).toList());
    var updates = new ArrayList<MessageUpdate>();
    for (var callback : callbacks) {
      var id = id(callback, known);
      if (id != null) {
        updates.add(MessageStatusCallback.update(callback, id));
      }
    }
    messages.applyKnown(updates);
    return callbacks.stream()
        .map(callback -> MessageStatusCallback.reply(id(callback, known) != null))
        .toList();
  }

  private static @Nullable MessageId id(Callback callback, Map<String, MessageId> known) {
    return known.get(MessageStore.sidKey(callback.account(), sid(callback)));
  }

  private static String sid(Callback callback) {
    return callback.required("MessageSid");
  }
}
