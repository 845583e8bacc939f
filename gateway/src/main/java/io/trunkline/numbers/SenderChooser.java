// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.numbers.SenderChoice.Chosen;
import io.trunkline.numbers.SenderChoice.None;
import io.trunkline.numbers.StickyStore.Key;
import io.trunkline.numbers.StickyStore.Wish;
import io.trunkline.problem.Refusal;
import io.trunkline.twilio.Channel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses senders, for many messages at once: everything but who sticks to whom is in memory, and
 * that is asked once and written once for all of them.
 */
final class SenderChooser {

  /** Whether recipients stick to what is chosen. */
  enum Lasting {
    YES,
    NO
  }

  private record ShortlistKey(PoolId pool, Task task, Set<SenderId> exclude) {}

  /** A question to which one of a pool's senders is the answer. */
  private record Pooled(
      SenderQuestion question, AccountSenders account, Task task, Pool pool, Shortlist shortlist) {

    /** Who stays with a number stays with it for texts and pictures. */
    Key key() {
      var channel = question.channel() == Channel.MMS ? Channel.SMS : question.channel();
      return new Key(pool.id(), question.recipient(), channel);
    }

    Optional<Sender> preferred() {
      return question.preferred().stream()
          .flatMap(address -> account.sender(address).stream())
          .flatMap(sender -> shortlist.find(sender.id()).stream())
          .findFirst();
    }

    /** Whether it is only this message that does not go from the sender that sticks. */
    boolean goesRound(@Nullable SenderId sticky) {
      return sticky != null
          && (question.exclude().contains(sticky)
              || (question.channel() == Channel.MMS
                  && pool.senders().stream().anyMatch(sender -> sender.id().equals(sticky))));
    }

    Chosen chosen(Sender sender, ChosenBecause why) {
      return new Chosen(sender, account.lane(sender, task.country()), why);
    }
  }

  private final StickyStore sticky;
  private final ToLongFunction<UUID> unitsWaiting;
  private final SenderWaits waits;
  private final Clock clock;

  /**
   * @param unitsWaiting how many segments wait in a lane
   */
  SenderChooser(StickyStore sticky, ToLongFunction<UUID> unitsWaiting, Clock clock) {
    this.sticky = sticky;
    this.unitsWaiting = unitsWaiting;
    this.waits = new SenderWaits(clock);
    this.clock = clock;
  }

  Map<SenderQuestion, SenderChoice> choose(
      Collection<SenderQuestion> questions, SenderBook book, Lasting lasting) {
    var choices = new LinkedHashMap<SenderQuestion, SenderChoice>();
    var pooled = new ArrayList<Pooled>();
    var shortlists = new HashMap<ShortlistKey, Shortlist>();
    for (var question : new LinkedHashSet<>(questions)) {
      var account = book.of(question.account());
      var wanted = Optional.ofNullable(question.requested()).or(account::defaultSender);
      var task = Task.of(question);
      var sender = wanted.flatMap(account::sender);
      var pool = wanted.flatMap(account::pool);
      if (wanted.isEmpty()) {
        choices.put(question, new None(noDefault()));
      } else if (sender.isPresent()) {
        choices.put(question, askedFor(sender.get(), question, account, task));
      } else if (pool.isPresent()) {
        var shortlist =
            shortlists.computeIfAbsent(
                new ShortlistKey(pool.get().id(), task, question.exclude()),
                key -> new Shortlist(pool.get().senders(), task, question.exclude()));
        if (shortlist.isEmpty()) {
          choices.put(question, new None(outOfPool(pool.get(), shortlist)));
        } else {
          pooled.add(new Pooled(question, account, task, pool.get(), shortlist));
        }
      } else {
        choices.put(question, new None(Numbers.unknownSender()));
      }
    }
    chooseOfPools(pooled, lasting, choices);
    return choices;
  }

  private static SenderChoice askedFor(
      Sender sender, SenderQuestion question, AccountSenders account, Task task) {
    var alone = new Shortlist(List.of(sender), task, question.exclude());
    return alone.isEmpty()
        ? new None(unsuitable(alone.objections()))
        : new Chosen(sender, account.lane(sender, task.country()), ChosenBecause.ASKED_FOR);
  }

  private void chooseOfPools(
      List<Pooled> pooled, Lasting lasting, Map<SenderQuestion, SenderChoice> choices) {
    var sticking = new ArrayList<Pooled>();
    for (var one : pooled) {
      if (one.shortlist().bestFit() == ChosenBecause.SERVICE) {
        choices.put(
            one.question(), one.chosen(one.shortlist().best().getFirst(), ChosenBecause.SERVICE));
      } else {
        sticking.add(one);
      }
    }
    if (!sticking.isEmpty()) {
      chooseSticking(sticking, lasting, choices);
    }
  }

  private void chooseSticking(
      List<Pooled> pooled, Lasting lasting, Map<SenderQuestion, SenderChoice> choices) {
    var standing = sticky.find(pooled.stream().map(Pooled::key).distinct().toList());
    var wishes = new LinkedHashMap<Key, Wish>();
    var secondsWaiting = new HashMap<SenderId, Double>();
    for (var one : pooled) {
      var key = one.key();
      var before = standing.get(key);
      var choice =
          one.preferred()
              .map(sender -> one.chosen(sender, ChosenBecause.IN_CONVERSATION))
              .or(
                  () ->
                      one.shortlist()
                          .find(before)
                          .map(sender -> one.chosen(sender, ChosenBecause.STICKY)))
              .orElseGet(() -> one.chosen(least(one, secondsWaiting), one.shortlist().bestFit()));
      choices.put(one.question(), choice);
      // What only this message was tried from in vain, or what sends no media, goes on to stick.
      if (!choice.sender().id().equals(before) && !one.goesRound(before)) {
        wishes.putIfAbsent(key, new Wish(key, choice.sender().id(), before));
        standing.put(key, choice.sender().id());
      }
    }
    if (lasting == Lasting.YES && !wishes.isEmpty()) {
      yieldToTheFaster(pooled, sticky.put(wishes.values(), clock.instant()), wishes, choices);
    }
  }

  /** Another node may have chosen another sender for a recipient a moment ago. */
  private static void yieldToTheFaster(
      List<Pooled> pooled,
      Map<Key, SenderId> standing,
      Map<Key, Wish> wishes,
      Map<SenderQuestion, SenderChoice> choices) {
    for (var one : pooled) {
      var wish = wishes.get(one.key());
      var stands = standing.get(one.key());
      if (wish != null && !wish.sender().equals(stands) && one.preferred().isEmpty()) {
        one.shortlist()
            .find(stands)
            .ifPresent(
                sender -> choices.put(one.question(), one.chosen(sender, ChosenBecause.STICKY)));
      }
    }
  }

  private Sender least(Pooled one, Map<SenderId, Double> secondsWaiting) {
    return waits.least(
        one.shortlist().best(),
        sender ->
            secondsWaiting.computeIfAbsent(
                sender.id(),
                id ->
                    one.account().lanesOf(sender).stream().mapToLong(unitsWaiting).sum()
                        / sender.pacePerSecond()));
  }

  private static Refusal outOfPool(Pool pool, Shortlist shortlist) {
    return unsuitable(
        pool.senders().isEmpty()
            ? "the pool " + pool.name() + " is empty"
            : shortlist.objections());
  }

  private static Refusal unsuitable(String because) {
    return Refusal.at(
        NumberRefusal.NO_SUITABLE_SENDER, "/sender", "has nothing to send this from: " + because);
  }

  static Refusal noDefault() {
    return Refusal.at(
        NumberRefusal.NO_SENDER,
        "/sender",
        "is needed: this account has no default sender (trunkline.numbers.default-sender)");
  }
}
