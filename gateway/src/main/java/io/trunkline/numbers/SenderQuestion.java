// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What shall this be sent from?
 *
 * @param requested the address of a sender or the name of a pool; null for the account's default
 * @param exclude senders that this message was tried from before
 * @param preferred addresses of senders that, chosen out of a pool, go before all others, the best
 *     first
 */
public record SenderQuestion(
    AccountId account,
    @Nullable String requested,
    PhoneNumber recipient,
    Channel channel,
    Set<SenderId> exclude,
    List<String> preferred) {

  public SenderQuestion {
    exclude = Set.copyOf(exclude);
    preferred = List.copyOf(preferred);
  }

  public SenderQuestion(
      AccountId account,
      @Nullable String requested,
      PhoneNumber recipient,
      Channel channel,
      Set<SenderId> exclude) {
    this(account, requested, recipient, channel, exclude, List.of());
  }

  /** For a message that was not tried before. */
  public SenderQuestion(
      AccountId account, @Nullable String requested, PhoneNumber recipient, Channel channel) {
    this(account, requested, recipient, channel, Set.of());
  }

  /** The same, one of these before all others. */
  public SenderQuestion preferring(List<String> addresses) {
    return new SenderQuestion(account, requested, recipient, channel, exclude, addresses);
  }
}
