// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.account.AccountId;
import io.trunkline.twilio.Channel;

/**
 * What makes a conversation that one. An MMS belongs to the same as an SMS; the prefix of a channel
 * ({@code whatsapp:}) is taken off the addresses.
 *
 * @param sender our address
 * @param contact theirs: E.164, or a short code or name that is no telephone
 */
public record ConversationKey(AccountId account, Channel channel, String sender, String contact) {

  public ConversationKey {
    channel = channel == Channel.MMS ? Channel.SMS : channel;
    sender = withoutPrefix(sender);
    contact = withoutPrefix(contact);
  }

  private static String withoutPrefix(String address) {
    return address.substring(address.indexOf(':') + 1);
  }

  /** Without the addresses. */
  @Override
  public String toString() {
    return "ConversationKey[" + account + ", " + channel + "]";
  }
}
