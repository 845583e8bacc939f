// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one account sends from. */
final class AccountSenders {

  /** A lane of messages to one country. */
  record CountryLane(SenderId sender, String country) {}

  private final Map<String, Sender> senders;
  private final Map<String, Pool> pools;
  private final Optional<String> defaultSender;
  private final Paces paces;
  private final Map<CountryLane, UUID> lanes;
  private final Map<SenderId, List<UUID>> lanesOfSenders;

  AccountSenders(
      List<Sender> senders,
      List<Pool> pools,
      Optional<String> defaultSender,
      Paces paces,
      Map<CountryLane, UUID> lanes) {
    this.senders =
        senders.stream().collect(toUnmodifiableMap(Sender::address, Function.identity()));
    this.pools = pools.stream().collect(toUnmodifiableMap(Pool::name, Function.identity()));
    this.defaultSender = defaultSender;
    this.paces = paces;
    this.lanes = Map.copyOf(lanes);
    this.lanesOfSenders =
        lanes.entrySet().stream()
            .collect(
                groupingBy(lane -> lane.getKey().sender(), mapping(Map.Entry::getValue, toList())));
  }

  /** By its address; a number in it may be punctuated. */
  Optional<Sender> sender(String address) {
    var sender = senders.get(address);
    if (sender != null) {
      return Optional.of(sender);
    }
    try {
      return Optional.ofNullable(senders.get(SenderKind.canonical(address)));
    } catch (IllegalArgumentException e) {
      // No number, so nobody's.
      return Optional.empty();
    }
  }

  Optional<Pool> pool(String name) {
    return Optional.ofNullable(pools.get(name));
  }

  Optional<String> defaultSender() {
    return defaultSender;
  }

  Paces paces() {
    return paces;
  }

  /** All lanes in which messages from the sender may wait. */
  List<UUID> lanesOf(Sender sender) {
    var lanes = new ArrayList<>(lanesOfSenders.getOrDefault(sender.id(), List.of()));
    lanes.add(sender.id().value());
    return lanes;
  }

  /**
   * Where messages from the sender to the country wait: for the moment in the sender's own lane if
   * the one into the country is not known here yet.
   */
  UUID lane(Sender sender, @Nullable String country) {
    return country != null && paces.countries().containsKey(country)
        ? lanes.getOrDefault(new CountryLane(sender.id(), country), sender.id().value())
        : sender.id().value();
  }
}
