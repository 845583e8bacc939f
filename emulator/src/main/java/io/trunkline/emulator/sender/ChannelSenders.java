// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.seed.Sids;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The senders that accounts have on channels such as WhatsApp. */
public final class ChannelSenders {
  private final Sids sids;
  private final Map<String, ChannelSender> byAddress = new ConcurrentHashMap<>();

  public ChannelSenders(Sids sids) {
    this.sids = sids;
  }

  /**
   * Gives the account a sender, or finds the one that it has.
   *
   * @throws IllegalArgumentException if no channel has such an address, or somebody else has it
   */
  public ChannelSender register(Account account, String address) {
    if (ChannelSender.typeOf(address).isEmpty()) {
      throw new IllegalArgumentException("No channel has the address " + address);
    }
    var registered =
        byAddress.computeIfAbsent(
            address, key -> new ChannelSender(sids.next("XE"), account.sid(), key, ""));
    if (!registered.accountSid().equals(account.sid())) {
      throw new IllegalArgumentException(address + " is taken");
    }
    return registered;
  }

  /** Has the URL asked about texts to the sender. */
  public void point(ChannelSender sender, String url) {
    byAddress.computeIfPresent(
        sender.address(),
        (key, current) ->
            new ChannelSender(current.sid(), current.accountSid(), current.address(), url));
  }

  public Optional<ChannelSender> find(String address) {
    return Optional.ofNullable(byAddress.get(address));
  }

  public Optional<ChannelSender> bySid(Account account, String sid) {
    return of(account).stream().filter(sender -> sender.sid().equals(sid)).findFirst();
  }

  /** Those of the account, in the order of their addresses. */
  public List<ChannelSender> of(Account account) {
    return byAddress.values().stream()
        .filter(sender -> sender.accountSid().equals(account.sid()))
        .sorted(Comparator.comparing(ChannelSender::address))
        .toList();
  }

  /** Gives the sender back. */
  public void release(ChannelSender sender) {
    byAddress.remove(sender.address());
  }

  public void reset() {
    byAddress.clear();
  }
}
