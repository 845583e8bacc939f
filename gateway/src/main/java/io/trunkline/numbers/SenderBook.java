// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableList;

import io.trunkline.account.AccountId;
import io.trunkline.dispatch.Lane;
import io.trunkline.dispatch.Limit;
import io.trunkline.numbers.AccountSenders.CountryLane;
import io.trunkline.numbers.LaneStore.AccountPace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all accounts send from and how fast, as it was read at one time. */
final class SenderBook {

  private record PaceKey(AccountId account, @Nullable String country) {}

  private static final AccountSenders NOTHING =
      new AccountSenders(
          List.of(), List.of(), Optional.empty(), new Paces(null, Map.of()), Map.of());

  private final List<Sender> senders;
  private final List<Pool> pools;
  private final Map<AccountId, List<Lane>> lanes;
  private final Map<AccountId, AccountSenders> accounts = new HashMap<>();

  private SenderBook(
      List<Sender> senders,
      List<PoolStore.Row> pools,
      Map<AccountId, String> defaults,
      List<LaneStore.Row> lanes,
      List<AccountPace> paces) {
    this.senders = List.copyOf(senders);
    var byId = senders.stream().collect(toMap(Sender::id, Function.identity()));
    this.pools = pools.stream().map(row -> pool(row, byId)).toList();
    this.lanes = lanes(lanes, paces);
    var sendersOf = senders.stream().collect(groupingBy(Sender::account));
    var poolsOf = this.pools.stream().collect(groupingBy(Pool::account));
    var lanesOf = lanes.stream().collect(groupingBy(LaneStore.Row::account));
    var pacesOf = paces.stream().collect(groupingBy(AccountPace::account));
    var known = new HashSet<>(sendersOf.keySet());
    known.addAll(poolsOf.keySet());
    known.addAll(pacesOf.keySet());
    known.addAll(defaults.keySet());
    for (var account : known) {
      accounts.put(
          account,
          new AccountSenders(
              sendersOf.getOrDefault(account, List.of()),
              poolsOf.getOrDefault(account, List.of()),
              Optional.ofNullable(defaults.get(account)),
              paces(pacesOf.getOrDefault(account, List.of())),
              countryLanes(lanesOf.getOrDefault(account, List.of()))));
    }
  }

  /**
   * @param defaults what accounts send from that were given no other default
   */
  static SenderBook read(NumberTables tables, Map<AccountId, String> defaults) {
    var given = new HashMap<>(defaults);
    given.putAll(tables.pools().defaults());
    return new SenderBook(
        tables.senders().all(),
        tables.pools().all(),
        given,
        tables.lanes().all(),
        tables.lanes().paces());
  }

  /** Every sender of every account, the oldest first. */
  List<Sender> senders() {
    return senders;
  }

  /** Every pool of every account, by name. */
  List<Pool> pools() {
    return pools;
  }

  /** Every lane with its limits, of its sender, of the account, of the country; by account. */
  Map<AccountId, List<Lane>> lanes() {
    return lanes;
  }

  AccountSenders of(AccountId account) {
    return accounts.getOrDefault(account, NOTHING);
  }

  /** Without those members that are no senders any more. */
  private static Pool pool(PoolStore.Row row, Map<SenderId, Sender> senders) {
    var members =
        row.members().stream()
            .flatMap(id -> Optional.ofNullable(senders.get(id)).stream())
            .toList();
    return new Pool(row.id(), row.account(), row.name(), members, row.createdAt());
  }

  private static Map<AccountId, List<Lane>> lanes(
      List<LaneStore.Row> rows, List<AccountPace> paces) {
    var limits = new HashMap<PaceKey, Limit>();
    for (var pace : paces) {
      limits.put(
          new PaceKey(pace.account(), pace.country()), new Limit(pace.id(), pace.perSecond()));
    }
    return rows.stream()
        .collect(
            groupingBy(
                LaneStore.Row::account,
                mapping(row -> new Lane(row.id(), limits(row, limits)), toUnmodifiableList())));
  }

  private static List<Limit> limits(LaneStore.Row lane, Map<PaceKey, Limit> ofAccounts) {
    var limits = new ArrayList<Limit>();
    limits.add(new Limit(lane.sender().value(), lane.senderPacePerSecond()));
    var ofAccount = ofAccounts.get(new PaceKey(lane.account(), null));
    if (ofAccount != null) {
      limits.add(ofAccount);
    }
    var ofCountry = ofAccounts.get(new PaceKey(lane.account(), lane.country()));
    if (ofCountry != null && lane.country() != null) {
      limits.add(ofCountry);
    }
    return limits;
  }

  private static Paces paces(List<AccountPace> rows) {
    var countries = new HashMap<String, Double>();
    Double account = null;
    for (var row : rows) {
      if (row.country() == null) {
        account = row.perSecond();
      } else {
        countries.put(row.country(), row.perSecond());
      }
    }
    return new Paces(account, countries);
  }

  private static Map<CountryLane, UUID> countryLanes(List<LaneStore.Row> rows) {
    var lanes = new HashMap<CountryLane, UUID>();
    for (var row : rows) {
      if (row.country() != null) {
        lanes.put(new CountryLane(row.sender(), row.country()), row.id());
      }
    }
    return lanes;
  }
}
