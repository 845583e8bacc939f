// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.numbers.LaneStore.AccountPace;
import io.trunkline.problem.Refusal;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes senders, pools and paces, or says why they cannot be like that. */
final class Registry {

  private final NumberTables tables;
  private final SenderNews news;
  private final Ids ids;
  private final Clock clock;

  Registry(NumberTables tables, SenderNews news, Ids ids, Clock clock) {
    this.tables = tables;
    this.news = news;
    this.ids = ids;
    this.clock = clock;
  }

  Sender register(RegisterSender request, AccountSenders known) {
    var sender = sender(request);
    if (known.pool(sender.address()).isPresent()) {
      throw taken("/address", "is the name of a pool");
    }
    var before = known.sender(sender.address()).orElse(null);
    return news.together(
        () -> {
          var stored = tables.senders().put(sender);
          tables.lanes().openMissing(request.account());
          news.registered(before, stored);
          return stored;
        });
  }

  private Sender sender(RegisterSender request) {
    try {
      var address = SenderKind.canonical(request.address());
      var kind = SenderKind.of(address);
      var declared = Countries.canonical(request.countries());
      kind.mustAllow(declared, request.channels());
      var countries = SenderStore.countries(kind, address, declared);
      var pace = request.pacePerSecond();
      return new Sender(
          new SenderId(ids.next()),
          request.account(),
          address,
          kind,
          pace != null ? pace : kind.defaultPace(address),
          countries,
          kind.channels(countries, request.channels()),
          Storage.storable(clock.instant()));
    } catch (IllegalArgumentException e) {
      throw Refusal.of(NumberRefusal.INVALID_SENDER, String.valueOf(e.getMessage())).asException();
    }
  }

  Sender changePace(Sender sender, double pacePerSecond) {
    mustBePace(pacePerSecond);
    var after = sender.withPace(pacePerSecond);
    return news.together(
        () -> {
          tables.senders().setPace(sender.id(), pacePerSecond);
          news.registered(sender, after);
          return after;
        });
  }

  void remove(Sender sender, SenderBook book) {
    var isDefault =
        book.of(sender.account()).defaultSender().flatMap(book.of(sender.account())::sender);
    if (isDefault.filter(sender::equals).isPresent()) {
      throw Refusal.of(NumberRefusal.SENDER_IN_USE, "It is the default sender of the account")
          .asException();
    }
    boolean removed =
        news.together(
            () -> {
              boolean done = tables.senders().removeUnlessPooled(sender.id(), clock.instant());
              if (done) {
                news.removed(sender);
              }
              return done;
            });
    if (!removed) {
      throw Refusal.of(NumberRefusal.SENDER_IN_USE, "It is in a pool").asException();
    }
  }

  void putPool(AccountId account, String name, Collection<String> addresses, AccountSenders known) {
    if (!Pool.isName(name)) {
      throw Refusal.at(NumberRefusal.INVALID_POOL, "/name", Pool.NAME_RULE).asException();
    }
    if (known.sender(name).isPresent()) {
      throw taken("/name", "is the address of a sender");
    }
    var members = members(addresses, known);
    var now = Storage.storable(clock.instant());
    var before = known.pool(name).map(PoolController.View::of).orElse(null);
    var after =
        new PoolController.View(
            name,
            members.stream().map(Sender::address).toList(),
            before == null ? now : before.createdAt());
    news.together(
        () -> {
          tables
              .pools()
              .put(
                  new PoolStore.Row(
                      new PoolId(ids.next()),
                      account,
                      name,
                      members.stream().map(Sender::id).toList(),
                      now));
          news.put(account, before, after);
          return after;
        });
  }

  private static List<Sender> members(Collection<String> addresses, AccountSenders known) {
    var members = new LinkedHashSet<Sender>();
    var errors = new ArrayList<Refusal>();
    var index = 0;
    for (var address : addresses) {
      var pointer = "/senders/" + index++;
      known
          .sender(address)
          .ifPresentOrElse(
              members::add,
              () ->
                  errors.add(
                      Refusal.at(
                          NumberRefusal.UNKNOWN_SENDER,
                          pointer,
                          "is not a sender of this account")));
    }
    if (members.size() > 1
        && members.stream().anyMatch(member -> member.kind() == SenderKind.MESSAGING_SERVICE)) {
      errors.add(
          Refusal.at(
              NumberRefusal.INVALID_POOL,
              "/senders",
              "has a Messaging Service that is not alone; it is a pool of its own"));
    }
    if (!errors.isEmpty()) {
      throw Refusal.ofAll(errors).asException();
    }
    return List.copyOf(members);
  }

  void deletePool(String name, AccountSenders known) {
    var pool = known.pool(name).orElseThrow(() -> noPool(name).asException());
    if (known.defaultSender().filter(name::equals).isPresent()) {
      throw Refusal.of(NumberRefusal.POOL_IN_USE, "It is what the account sends from by default")
          .asException();
    }
    news.together(
        () -> {
          tables.pools().delete(pool.id());
          news.deleted(pool.account(), PoolController.View.of(pool));
          return pool;
        });
  }

  void setDefault(AccountId account, String sender, AccountSenders known) {
    var name =
        known
            .sender(sender)
            .map(Sender::address)
            .or(() -> known.pool(sender).map(Pool::name))
            .orElseThrow(() -> Numbers.unknownSender().asException());
    tables.pools().setDefault(account, name);
  }

  void setPace(AccountId account, @Nullable String country, double pacePerSecond) {
    mustBePace(pacePerSecond);
    tables.lanes().putPace(new AccountPace(ids.next(), account, canonical(country), pacePerSecond));
    tables.lanes().openMissing(account);
  }

  void clearPace(AccountId account, @Nullable String country) {
    if (!tables.lanes().deletePace(account, canonical(country))) {
      throw Refusal.of(
              NumberRefusal.PACE_NOT_FOUND,
              country == null ? "The account has no pace" : "The account has no pace for it")
          .asException();
    }
  }

  private static @Nullable String canonical(@Nullable String country) {
    try {
      return country == null ? null : Countries.canonical(country);
    } catch (IllegalArgumentException e) {
      throw Refusal.of(NumberRefusal.INVALID_PACE, String.valueOf(e.getMessage())).asException();
    }
  }

  private static void mustBePace(double pacePerSecond) {
    try {
      Sender.mustBePace(pacePerSecond);
    } catch (IllegalArgumentException e) {
      throw Refusal.at(
              NumberRefusal.INVALID_PACE, "/pace_per_second", String.valueOf(e.getMessage()))
          .asException();
    }
  }

  static Refusal noSender(String id) {
    return Refusal.of(NumberRefusal.SENDER_NOT_FOUND, "There is no sender " + id);
  }

  static Refusal noPool(String name) {
    return Refusal.of(NumberRefusal.POOL_NOT_FOUND, "There is no pool " + name);
  }

  private static RuntimeException taken(String pointer, String detail) {
    return Refusal.at(NumberRefusal.NAME_TAKEN, pointer, detail).asException();
  }
}
