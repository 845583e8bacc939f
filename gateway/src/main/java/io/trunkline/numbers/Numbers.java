// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.dispatch.Lane;
import io.trunkline.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What all accounts send from, and how fast. Senders, pools and paces are few and asked for with
 * every message, so they are kept in memory and read again every {@link #MEMORY}: what another node
 * changes is known here that much later, what this one changes at once.
 */
public class Numbers {

  static final Duration MEMORY = Duration.ofSeconds(5);

  private final NumberTables tables;
  private final Registry registry;
  private final SenderChooser chooser;
  private final Map<AccountId, String> configuredDefaults;
  private final LoadingCache<Boolean, SenderBook> book;

  /**
   * @param unitsWaiting how many segments wait in a lane
   */
  Numbers(
      NumberTables tables,
      Registry registry,
      NumbersProperties properties,
      Accounts accounts,
      Clock clock,
      ToLongFunction<UUID> unitsWaiting) {
    this.tables = tables;
    this.registry = registry;
    this.chooser = new SenderChooser(tables.sticky(), unitsWaiting, clock);
    var configured = accounts.configured().id();
    this.configuredDefaults =
        Optional.ofNullable(properties.defaultSender())
            .map(sender -> Map.of(configured, sender))
            .orElse(Map.of());
    this.book =
        Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .build(key -> SenderBook.read(tables, configuredDefaults));
    write(properties, configured);
  }

  private void write(NumbersProperties properties, AccountId account) {
    var known = fresh().of(account);
    for (var said : properties.registrations(account)) {
      register(known.sender(said.address()).map(said::orAsBefore).orElse(said));
    }
    properties.pools().forEach(pool -> putPool(account, pool.name(), pool.senders()));
    if (properties.accountPace() != null) {
      setPace(account, null, properties.accountPace());
    }
    properties.countryPaces().forEach((country, pace) -> setPace(account, country, pace));
  }

  // Senders

  /**
   * Makes an address known as a sender, or makes the one that is known what is said now. One that
   * was removed is back.
   *
   * @throws io.trunkline.problem.RefusalException if it is no address to send from, has no pace or
   *     is said what it cannot be; if a pool has this name
   */
  public Sender register(RegisterSender request) {
    var sender = registry.register(request, fresh().of(request.account()));
    forget();
    return sender;
  }

  /**
   * {@link #register(RegisterSender)} with nothing more to say than a pace.
   *
   * @param pacePerSecond segments a second; if null, what Twilio allows a sender of its kind
   */
  public Sender register(AccountId account, String address, @Nullable Double pacePerSecond) {
    return register(new RegisterSender(account, address, pacePerSecond, Set.of(), Set.of()));
  }

  /**
   * Changes how fast a sender is sent from, that which waits included.
   *
   * @param pacePerSecond segments a second, over all nodes
   * @throws io.trunkline.problem.RefusalException if the account has no such sender, or it is no
   *     pace
   */
  public Sender changePace(AccountId account, SenderId id, double pacePerSecond) {
    changing(() -> registry.changePace(sender(account, id), pacePerSecond));
    return sender(account, id);
  }

  /**
   * Sends nothing new from a sender. What waits to be sent from it still is, and registering it
   * again brings it back.
   *
   * @throws io.trunkline.problem.RefusalException if the account has no such sender, or it is in a
   *     pool or the default
   */
  public void remove(AccountId account, SenderId id) {
    changing(() -> registry.remove(sender(account, id), fresh()));
  }

  /** Every sender of every account. */
  public List<Sender> all() {
    return now().senders();
  }

  /** The senders of an account, the oldest first. */
  public List<Sender> senders(AccountId account) {
    return all().stream().filter(sender -> sender.account().equals(account)).toList();
  }

  /** The sender of an account with this address. */
  public Optional<Sender> find(AccountId account, String address) {
    return now().of(account).sender(address);
  }

  /** The sender of an account with this id. */
  public Optional<Sender> find(AccountId account, SenderId id) {
    return senders(account).stream().filter(sender -> sender.id().equals(id)).findFirst();
  }

  // Pools

  /**
   * Makes a pool of senders, or gives the one of this name other senders.
   *
   * @param senders addresses
   * @throws io.trunkline.problem.RefusalException if it is no name for a pool or stands for a
   *     sender, if one of the addresses is no sender of the account, or if a Messaging Service is
   *     not alone
   */
  public Pool putPool(AccountId account, String name, Collection<String> senders) {
    changing(() -> registry.putPool(account, name, senders, fresh().of(account)));
    return pool(account, name).orElseThrow(() -> Registry.noPool(name).asException());
  }

  public Optional<Pool> pool(AccountId account, String name) {
    return now().of(account).pool(name);
  }

  /** The pools of an account, by name. */
  public List<Pool> pools(AccountId account) {
    return now().pools().stream().filter(pool -> pool.account().equals(account)).toList();
  }

  /**
   * Forgets a pool, and who of it sticks to whom; its senders stay.
   *
   * @throws io.trunkline.problem.RefusalException if the account has no such pool, or it is the
   *     default
   */
  public void deletePool(AccountId account, String name) {
    changing(() -> registry.deletePool(name, fresh().of(account)));
  }

  // The default

  /** What a message without a sender is sent from: an address or the name of a pool. */
  public Optional<String> defaultSender(AccountId account) {
    return now().of(account).defaultSender();
  }

  /**
   * Gives an account a default, which goes before the configured one.
   *
   * @param sender an address or the name of a pool
   * @throws io.trunkline.problem.RefusalException if the account has neither
   */
  public void setDefaultSender(AccountId account, String sender) {
    changing(() -> registry.setDefault(account, sender, fresh().of(account)));
  }

  /** Takes the default away that the account was given; the configured one holds again. */
  public void clearDefaultSender(AccountId account) {
    changing(() -> tables.pools().deleteDefault(account));
  }

  // Paces

  public Paces paces(AccountId account) {
    return now().of(account).paces();
  }

  /**
   * Limits all senders of an account together. Known to this node at once, to others within {@link
   * #MEMORY}. What waits already counts towards a country only if that had a pace when it was
   * accepted.
   *
   * @param country of the recipients, ISO 3166-1; if null, those of all countries
   * @param pacePerSecond segments a second, over all nodes
   * @throws io.trunkline.problem.RefusalException if there is no such country, or it is no pace
   */
  public void setPace(AccountId account, @Nullable String country, double pacePerSecond) {
    changing(() -> registry.setPace(account, country, pacePerSecond));
  }

  /**
   * Takes such a limit away.
   *
   * @throws io.trunkline.problem.RefusalException if there is none
   */
  public void clearPace(AccountId account, @Nullable String country) {
    changing(() -> registry.clearPace(account, country));
  }

  // Choosing

  /**
   * What each of many messages is to be sent from; see {@link ChosenBecause}. Nothing is asked of
   * the database but, once for all of them, which senders of pools stick to the recipients; who is
   * new to a pool sticks to the sender chosen here from now on. This joins the transaction of the
   * caller, if there is one, which then holds the rows of those recipients until it ends.
   *
   * @return an answer to each question
   */
  public Map<SenderQuestion, SenderChoice> choose(Collection<SenderQuestion> questions) {
    return chooser.choose(questions, now(), SenderChooser.Lasting.YES);
  }

  /**
   * What {@link #choose} would say now; nobody sticks to anything because of it, and a little later
   * it may say something else.
   */
  public Map<SenderQuestion, SenderChoice> wouldChoose(Collection<SenderQuestion> questions) {
    return chooser.choose(questions, now(), SenderChooser.Lasting.NO);
  }

  /** Every lane in which messages wait, with the paces that they keep. */
  public List<Lane> lanes() {
    return lanesByAccount().values().stream().flatMap(List::stream).toList();
  }

  /** The same by whose they are. */
  public Map<AccountId, List<Lane>> lanesByAccount() {
    return now().lanes();
  }

  /** What to say to a sender that is none of the account's. */
  public static Refusal unknownSender() {
    return Refusal.at(
        NumberRefusal.UNKNOWN_SENDER, "/sender", "is neither a sender nor a pool of this account");
  }

  private Sender sender(AccountId account, SenderId id) {
    return fresh().senders().stream()
        .filter(sender -> sender.id().equals(id) && sender.account().equals(account))
        .findFirst()
        .orElseThrow(() -> Registry.noSender(id.toString()).asException());
  }

  private SenderBook now() {
    return book.get(true);
  }

  /** For changes: what another node has just been told may be built on here. */
  private SenderBook fresh() {
    return SenderBook.read(tables, configuredDefaults);
  }

  private void changing(Runnable change) {
    change.run();
    forget();
  }

  private void forget() {
    // Not invalidateAll(), which overlooks a reading that is under way.
    book.invalidate(true);
  }
}
