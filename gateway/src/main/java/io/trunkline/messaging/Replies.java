// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.conversations.Conversation;
import io.trunkline.conversations.ConversationId;
import io.trunkline.conversations.ConversationRefusal;
import io.trunkline.conversations.Conversations;
import io.trunkline.numbers.Numbers;
import io.trunkline.numbers.Sender;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.twilio.Channel;
import java.util.List;
import java.util.Optional;

/** What is said in conversations, and how to go on. */
final class Replies {

  private final Conversations conversations;
  private final Numbers numbers;
  private final ThreadStore threads;

  Replies(Conversations conversations, Numbers numbers, ThreadStore threads) {
    this.conversations = conversations;
    this.numbers = numbers;
    this.threads = threads;
  }

  /**
   * The beginning of a message to the other side, from the sender they wrote to, by the same
   * channel; through the Messaging Service that they wrote through, if we send from that.
   *
   * @throws io.trunkline.problem.RefusalException if there is no such conversation, or the other
   *     side is no telephone
   */
  SendMessage start(AccountId account, ConversationId id) {
    var conversation = conversation(account, id);
    var key = conversation.key();
    var sender = new Address(key.channel(), key.sender()).written();
    var service = service(conversation);
    // A text may be an MMS, depending on what is said.
    var channels = key.channel() == Channel.SMS ? List.<Channel>of() : List.of(key.channel());
    return SendMessage.to(contact(key.contact()))
        .account(account)
        .route(
            new SendMessage.Route(
                channels, service.orElse(sender), service.isPresent() ? sender : null, null));
  }

  private Optional<String> service(Conversation conversation) {
    var key = conversation.key();
    return Optional.ofNullable(conversation.service())
        .flatMap(sid -> numbers.find(key.account(), sid))
        .filter(sender -> sender.channels().contains(key.channel()))
        .map(Sender::address);
  }

  private static PhoneNumber contact(String address) {
    try {
      return PhoneNumber.parse(address);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(
              MessageRefusal.INVALID_NUMBER, "The other side is no telephone: nobody can answer it")
          .asException();
    }
  }

  /**
   * What both sides have said, newest first.
   *
   * @throws io.trunkline.problem.RefusalException if there is no such conversation
   */
  List<Message> list(AccountId account, ConversationId id, ThreadStore.Part part) {
    return threads.list(conversation(account, id).key(), part);
  }

  private Conversation conversation(AccountId account, ConversationId id) {
    return conversations
        .find(account, id)
        .orElseThrow(
            () ->
                Refusal.of(
                        ConversationRefusal.UNKNOWN_CONVERSATION, "There is no conversation " + id)
                    .asException());
  }
}
