// SPDX-License-Identifier: Apache-2.0
package io.trunkline.policy;

import io.trunkline.phone.LineKind;
import io.trunkline.policy.PrefixStore.Key;
import io.trunkline.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps an account from paying for traffic that somebody else earns on. */
final class SendingLimits {

  /** Whether what is asked counts from now on. */
  enum Lasting {
    YES,
    NO
  }

  private final PrefixStore store;

  SendingLimits(PrefixStore store) {
    this.store = store;
  }

  /** What the number of a recipient alone is refused for; null if nothing. */
  static @Nullable Refusal refusalOf(Policy.Reach reach, Proposal proposal) {
    var number = proposal.recipient();
    if (Countries.isAllowedTest(reach, number)) {
      return null;
    }
    if (!Countries.allow(reach, number, proposal.ownCountries())) {
      return Refusal.at(
          PolicyRefusal.COUNTRY_NOT_ALLOWED,
          "/to",
          "is in %s, where the account does not send: the policy names the countries it does"
              .formatted(number.country().orElse("no country")));
    }
    var kind = number.lineKind();
    return reach.refusedLines().contains(kind)
        ? Refusal.at(PolicyRefusal.LINE_NOT_ALLOWED, "/to", "is " + words(kind))
        : null;
  }

  private static String words(LineKind kind) {
    return "a number of the kind %s, which the policy refuses"
        .formatted(kind.name().toLowerCase(Locale.ROOT));
  }

  /** One of many that are counted together. */
  record Counted(Proposal proposal, List<PrefixLimit> limits) {

    private Key key(PrefixLimit limit) {
      return new Key(proposal.account(), limit.prefix(proposal.recipient()), limit.digits());
    }

    private List<Key> keys() {
      return limits.stream().map(this::key).distinct().toList();
    }
  }

  /**
   * Counts messages that may have company, the earlier before the later, in one statement; in a
   * second one if some are refused, which do not count.
   *
   * @return a refusal for each that is too many, null for the others, in their order
   */
  List<@Nullable Refusal> count(List<Counted> counted, Instant now, Lasting lasting) {
    if (counted.isEmpty()) {
      return List.of();
    }
    var times = new HashMap<Key, Integer>();
    counted.forEach(one -> one.keys().forEach(key -> times.merge(key, 1, Integer::sum)));
    var few =
        counted.stream()
            .flatMap(one -> one.limits().stream())
            .mapToInt(PrefixLimit::most)
            .min()
            .orElse(0);
    var oldest = now.minus(PrefixLimit.LONGEST);
    var sent =
        lasting == Lasting.YES
            ? store.add(times, few, now, oldest)
            : store.look(times, few, now, oldest);
    var tally = new Tally(sent, times, now);
    var refusals = new ArrayList<@Nullable Refusal>();
    var refused = new HashMap<Key, Integer>();
    for (var one : counted) {
      var free = tally.freeAt(one);
      if (free.isEmpty()) {
        one.keys().forEach(tally::add);
      } else {
        one.keys().forEach(key -> refused.merge(key, 1, Integer::sum));
      }
      refusals.add(free.map(at -> tooMany(at, now)).orElse(null));
    }
    if (lasting == Lasting.YES && !refused.isEmpty()) {
      store.takeBack(refused);
    }
    return refusals;
  }

  private static Refusal tooMany(Instant freeAt, Instant now) {
    return Refusal.at(
            PolicyRefusal.PREFIX_VELOCITY,
            "/to",
            "has neighbours to which too many messages have gone lately; the next may go at "
                + freeAt)
        .retryAfter(Duration.between(now, freeAt));
  }

  /** What has gone to neighbours, and what goes now. */
  private static final class Tally {

    private final Map<Key, List<Instant>> before = new HashMap<>();
    private final Map<Key, Integer> added = new HashMap<>();
    private final Instant now;

    /**
     * @param sent with those of this batch at the end, wherever a limit may be reached
     */
    Tally(Map<Key, List<Instant>> sent, Map<Key, Integer> times, Instant now) {
      this.now = now;
      sent.forEach(
          (key, all) ->
              before.put(
                  key,
                  all.subList(0, all.size() - times.getOrDefault(key, 0)).stream()
                      .sorted()
                      .toList()));
    }

    void add(Key key) {
      added.merge(key, 1, Integer::sum);
    }

    /** When the last of its limits lets one through that is reached now; empty if none is. */
    Optional<Instant> freeAt(Counted one) {
      return one.limits().stream()
          .flatMap(limit -> freeAt(one.key(limit), limit).stream())
          .max(Comparator.naturalOrder());
    }

    private Optional<Instant> freeAt(Key key, PrefixLimit limit) {
      var earlier = before.get(key);
      if (earlier == null) {
        // Fewer than any limit, those of this batch included.
        return Optional.empty();
      }
      int all = earlier.size() + added.getOrDefault(key, 0);
      if (all < limit.most()) {
        return Optional.empty();
      }
      // The window is free once this one has left it.
      int last = all - limit.most();
      var leaving = last < earlier.size() ? earlier.get(last) : now;
      var free = leaving.plus(limit.within());
      return free.isAfter(now) ? Optional.of(free) : Optional.empty();
    }
  }
}
