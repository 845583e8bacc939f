// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.callbacks.Callback;
import io.trunkline.callbacks.CallbackReply;
import io.trunkline.twilio.Channel;
import io.trunkline.twilio.Twiml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Twilio → us: somebody has texted one of our numbers. */
final class InboundMessageCallback implements MessageRoute {

  private final Messages messages;
  private final InboundAddressStore addresses;
  private final UnderWay underWay;

  InboundMessageCallback(Messages messages, InboundAddressStore addresses, UnderWay underWay) {
    this.messages = messages;
    this.addresses = addresses;
    this.underWay = underWay;
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
    var texts = callbacks.stream().map(InboundMessageCallback::text).toList();
    addresses.heard(texts);
    var received = messages.receiveAll(texts);
    return IntStream.range(0, texts.size())
        .mapToObj(i -> reply(texts.get(i), received.get(i)))
        .toList();
  }

  private CallbackReply reply(InboundText text, Reception received) {
    var answer = received.answer();
    var reply =
        answer == null
            ? CallbackReply.Twiml.SILENCE
            : new CallbackReply.Twiml(Twiml.message(answer));
    return received.ends()
        ? new CallbackReply.After(() -> underWay.await(text.account(), text.from()), reply)
        : reply;
  }

  private static InboundText text(Callback callback) {
    var from = Address.of(callback.required("From"));
    return new InboundText(
        callback.account(),
        callback.required("MessageSid"),
        channel(callback, from),
        from.number(),
        callback.required("To"),
        callback.parameter("MessagingServiceSid").orElse(null),
        callback.parameter("Body").orElse(""),
        media(callback),
        interaction(callback),
        callback.parameter("OptOutType").orElse(null),
        callback.receivedAt());
  }

  private static Channel channel(Callback callback, Address from) {
    return from.channel() == Channel.SMS && !media(callback).isEmpty()
        ? Channel.MMS
        : from.channel();
  }

  private static @Nullable Interaction interaction(Callback callback) {
    return Interaction.of(
        callback.parameter("ProfileName").orElse(null),
        callback.parameter("ButtonText").orElse(null),
        callback.parameter("ButtonPayload").orElse(null),
        callback.parameter("InteractiveData").orElse(null));
  }

  private static List<String> media(Callback callback) {
    var addresses = new ArrayList<String>();
    for (int i = 0; callback.parameter("MediaUrl" + i).isPresent(); i++) {
      addresses.add(callback.required("MediaUrl" + i));
    }
    return addresses;
  }
}
