// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.account.AccountId;
import io.trunkline.twilio.Channel;

/**
 * Somebody with whom an account may have several conversations, one with each of its senders.
 *
 * @param address as in a {@link ConversationKey}
 */
public record Contact(AccountId account, Channel channel, String address) {

  /** Without the address. */
  @Override
  public String toString() {
    return "Contact[" + account + ", " + channel + "]";
  }
}
