// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.id.Ids;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The senders of all accounts. They are few and asked for with every message, so they are kept in
 * memory and read again every {@link #MEMORY}.
 */
public class Numbers {

  static final Duration MEMORY = Duration.ofSeconds(5);

  private final SenderStore store;
  private final Ids ids;
  private final Clock clock;
  private final AccountId configuredAccount;
  private final Optional<String> defaultSender;
  private final LoadingCache<Boolean, List<Sender>> all;

  Numbers(
      SenderStore store, NumbersProperties properties, Accounts accounts, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.configuredAccount = accounts.configured().id();
    this.defaultSender = Optional.ofNullable(properties.defaultSender()).map(Numbers::canonical);
    this.all = Caffeine.newBuilder().expireAfterWrite(MEMORY).build(key -> store.all());
    defaultSender.ifPresent(
        address -> register(configuredAccount, address, properties.pacePerSecond()));
    for (var sender : properties.senders()) {
      register(configuredAccount, sender.address(), sender.pacePerSecond());
    }
  }

  /**
   * Makes an address known as a sender of the account, or changes its pace.
   *
   * @param pacePerSecond segments a second; if null, what Twilio allows a sender of its kind
   * @throws io.trunkline.problem.RefusalException if it is no address to send from, or no pace
   */
  public Sender register(AccountId account, String address, @Nullable Double pacePerSecond) {
    var sender = store.put(sender(account, address, pacePerSecond));
    // Not invalidateAll(), which overlooks a reading that is under way.
    all.invalidate(true);
    return sender;
  }

  private Sender sender(AccountId account, String address, @Nullable Double pacePerSecond) {
    try {
      var canonical = canonical(address);
      var kind = SenderKind.of(canonical);
      return new Sender(
          new SenderId(ids.next()),
          account,
          canonical,
          kind,
          pacePerSecond != null ? pacePerSecond : kind.defaultPace(canonical),
          Storage.storable(clock.instant()));
    } catch (IllegalArgumentException e) {
      throw Refusal.of(NumberRefusal.INVALID_SENDER, String.valueOf(e.getMessage())).asException();
    }
  }

  /** Every sender of every account. */
  public List<Sender> all() {
    return all.get(true);
  }

  /** The sender of an account with this address, in its canonical form. */
  public Optional<Sender> find(AccountId account, String address) {
    return all().stream()
        .filter(sender -> sender.account().equals(account))
        .filter(sender -> sender.address().equals(address))
        .findFirst();
  }

  /**
   * What to send from.
   *
   * @param requested an address; null for the default sender of the account
   * @throws io.trunkline.problem.RefusalException if there is no such sender, or no default
   */
  public Sender senderFor(AccountId account, @Nullable String requested) {
    if (requested != null) {
      return find(account, requested).orElseThrow(() -> unknownSender().asException());
    }
    return defaultSender
        .filter(address -> account.equals(configuredAccount))
        .flatMap(address -> find(account, address))
        .orElseThrow(
            () ->
                Refusal.at(
                        NumberRefusal.NO_SENDER,
                        "/sender",
                        "is needed: this account has no default sender"
                            + " (trunkline.numbers.default-sender)")
                    .asException());
  }

  /** What to say to a sender that is none of the account's. */
  public static Refusal unknownSender() {
    return Refusal.at(NumberRefusal.UNKNOWN_SENDER, "/sender", "is not a sender of this account");
  }

  private static String canonical(String address) {
    var stripped = address.strip();
    return stripped.startsWith("+") ? PhoneNumber.parse(stripped).e164() : stripped;
  }
}
