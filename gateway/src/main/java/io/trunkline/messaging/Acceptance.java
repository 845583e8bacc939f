// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.messaging.IdempotencyStore.Kept;
import io.trunkline.messaging.IdempotencyStore.Key;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * Accepts messages or refuses them, many at once in the caller's transaction. Nothing of a message
 * is written before all that can be refused has been asked. What a refusal may leave in the
 * transaction is which sender of a pool its recipient sticks to.
 */
final class Acceptance {

  private final Drafting drafting;
  private final MessageStore messages;
  private final IdempotencyStore keys;
  private final Announcements announcements;
  private final Clock clock;

  Acceptance(
      Drafting drafting,
      MessageStore messages,
      IdempotencyStore keys,
      Announcements announcements,
      Clock clock) {
    this.drafting = drafting;
    this.messages = messages;
    this.keys = keys;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Answers each of the orders, in their order. Of several with one key that may be judged at all,
   * the first leads: the same request again gets its answer, be it a refusal, and another request
   * is refused for its key. So a key costs one round, however often it is repeated.
   */
  List<SendResult> accept(List<Draft.Order> orders) {
    var now = Storage.storable(clock.instant());
    var drafts = drafting.begin(orders, now);
    var leaders = new HashMap<Key, Draft>();
    var round = new ArrayList<Draft>();
    var followers = new ArrayList<Draft>();
    for (var draft : withoutRepeated(drafts.stream().filter(Draft::isGood).toList(), now)) {
      boolean leads = draft.key == null || leaders.putIfAbsent(draft.key, draft) == null;
      (leads ? round : followers).add(draft);
    }
    acceptRound(round, now);
    // What a leader has become is found by its key; who is left follows one that was refused.
    for (var draft : withoutRepeated(followers, now)) {
      draft.follow(Objects.requireNonNull(leaders.get(draft.key)));
    }
    return drafts.stream().map(Draft::result).toList();
  }

  /** The message that continues another by the next channel of its chain. */
  SendResult fallBack(Message before) {
    var chain = before.chain();
    var request =
        SendMessage.to(PhoneNumber.parse(before.to()))
            .content(
                new SendMessage.Content(
                    before.body().isEmpty() ? null : before.body(), null, before.content().media()))
            .route(
                new SendMessage.Route(
                    chain.further(),
                    before.pool(),
                    null,
                    chain.further().size() > 1 ? chain.after() : null))
            .purpose(Objects.requireNonNull(before.purpose()))
            .programme(before.terms().programme())
            .timing(new SendMessage.Timing(null, null, before.terms().timeZone(), null))
            .metadata(before.metadata());
    var named = before.reference() == null ? request : request.reference(before.reference());
    return accept(List.of(Draft.Order.fallback(named, before))).getFirst();
  }

  /** No two of the drafts have one key, and none a key that stands for a message. */
  private void acceptRound(List<Draft> drafts, Instant now) {
    if (drafts.isEmpty()) {
      return;
    }
    drafting.complete(drafts, now);
    var ready = drafts.stream().filter(Draft::isGood).toList();
    var wanted = new HashMap<Key, Kept>();
    for (var draft : ready) {
      if (draft.key != null) {
        wanted.put(
            draft.key, new Kept(draft.fingerprint(), draft.message().id(), draft.warnings()));
      }
    }
    var claimed = keys.claim(wanted, now);
    // Whoever has lost a key has lost it to another request that has just been faster.
    var lost =
        ready.stream().filter(draft -> draft.key != null && !claimed.contains(draft.key)).toList();
    withoutRepeated(lost, now);
    var accepted =
        ready.stream().filter(draft -> draft.key == null || claimed.contains(draft.key)).toList();
    var rows = accepted.stream().map(Draft::row).toList();
    if (!rows.isEmpty()) {
      messages.insert(rows);
      announcements.accepted(rows.stream().map(MessageStore.Row::message).toList());
    }
    drafting.keep(drafts.stream().filter(draft -> !lost.contains(draft)).toList(), accepted, now);
  }

  /** Answers those whose key stands for a message already; the others are left. */
  private List<Draft> withoutRepeated(List<Draft> drafts, Instant now) {
    var kept =
        keys.find(drafts.stream().map(draft -> draft.key).filter(Objects::nonNull).toList(), now);
    if (kept.isEmpty()) {
      return drafts;
    }
    var earlier = messages.find(kept.values().stream().map(Kept::message).toList());
    var fresh = new ArrayList<Draft>();
    for (var draft : drafts) {
      var before = draft.key == null ? null : kept.get(draft.key);
      if (before == null) {
        fresh.add(draft);
      } else if (before.isOf(draft.fingerprint())) {
        draft.repeats(Objects.requireNonNull(earlier.get(before.message())), before.warnings());
      } else {
        draft.refuseKey();
      }
    }
    return fresh;
  }
}
