// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.account.AccountId;
import io.trunkline.conversations.AnswerVerdict.Answer;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * All conversations. Each method is one short transaction or joins the caller's; what takes several
 * things asks the database once for all of them, in an order in which no two callers wait for each
 * other. A batch keeps its conversations locked until the transaction ends: record last.
 */
public class Conversations {

  /**
   * How long after somebody's last WhatsApp message they may be written to freely (Twilio,
   * whatsapp/key-concepts, 2026-06).
   */
  public static final Duration WHATSAPP_WINDOW = Duration.ofHours(24);

  private final ConversationStore store;
  private final SpokenStore spoken;
  private final LoopGuard guard;
  private final Clock clock;

  Conversations(ConversationStore store, SpokenStore spoken, LoopGuard guard, Clock clock) {
    this.store = store;
    this.spoken = spoken;
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * Notes messages that came in. Call it once for each message: it counts.
   *
   * @return the conversations they belong to
   */
  @Transactional
  public Map<ConversationKey, ConversationId> recordInbound(Collection<Spoken> messages) {
    var ids = new HashMap<ConversationKey, ConversationId>();
    // One statement can touch a row once, so what came twice in one conversation takes two.
    for (var round : rounds(messages)) {
      ids.putAll(spoken.recordInbound(round, clock.instant()));
    }
    return ids;
  }

  private static List<Collection<Spoken>> rounds(Collection<Spoken> messages) {
    var rounds = new ArrayList<Map<ConversationKey, Spoken>>();
    var seen = new HashMap<ConversationKey, Integer>();
    for (var message : messages) {
      int round = seen.merge(message.conversation(), 1, Integer::sum) - 1;
      if (round == rounds.size()) {
        rounds.add(new LinkedHashMap<>());
      }
      rounds.get(round).put(message.conversation(), message);
    }
    return rounds.stream().map(Map::values).toList();
  }

  /**
   * Notes messages that Twilio has got of us, in the conversations that there are: one begins when
   * the other side writes. So a message to a million people makes no million conversations.
   *
   * @return the conversations that they belong to; what belongs to none is left out
   */
  @Transactional
  public Map<ConversationKey, ConversationId> recordOutbound(Collection<Spoken> messages) {
    var latest = new HashMap<ConversationKey, Spoken>();
    for (var message : messages) {
      latest.merge(message.conversation(), message, (a, b) -> b.at().isBefore(a.at()) ? a : b);
    }
    return latest.isEmpty() ? Map.of() : spoken.recordOutbound(latest.values());
  }

  /** A conversation of the account. */
  @Transactional(readOnly = true)
  public Optional<Conversation> find(AccountId account, ConversationId id) {
    return store.find(account, id);
  }

  /** Latest activity first. */
  @Transactional(readOnly = true)
  public List<Conversation> list(ConversationQuery query) {
    return store.list(query);
  }

  /**
   * Nothing is unread any more.
   *
   * @param seen the latest message in that the reader has seen; if a later one has come in
   *     meanwhile, all stays unread. Null for all there is.
   * @return the conversation as it is now
   * @throws RefusalException if there is none
   */
  @Transactional
  public Conversation markRead(AccountId account, ConversationId id, @Nullable Instant seen) {
    store.markRead(account, id, seen);
    return store.find(account, id).orElseThrow(() -> unknown(id.toString()));
  }

  /** When the other side of each of these last wrote; those that never did are left out. */
  @Transactional(readOnly = true)
  public Map<ConversationKey, Instant> lastInbound(Collection<ConversationKey> conversations) {
    return store.lastInbound(conversations);
  }

  /**
   * Which of our senders each of these has written to within {@link #WHATSAPP_WINDOW}, the latest
   * first and as Twilio writes them; those that have written to none are left out.
   */
  @Transactional(readOnly = true)
  public Map<Contact, List<String>> openWindows(Collection<Contact> contacts, Instant now) {
    return contacts.isEmpty() ? Map.of() : store.heardBy(contacts, now.minus(WHATSAPP_WINDOW));
  }

  /** Whether somebody who last wrote then may be written to freely on WhatsApp. */
  public static boolean isWindowOpen(Instant lastInbound, Instant now) {
    return now.isBefore(lastInbound.plus(WHATSAPP_WINDOW));
  }

  /**
   * Asks whether to answer by ourselves, before each automatic answer and after the message to
   * answer was recorded. The conversation stays locked until the transaction ends, so that the
   * count is exact whoever else asks at the same time.
   *
   * @param contactIsOurs whether the other side is a sender of this account, too
   * @throws IllegalStateException if nothing of the conversation was recorded
   */
  @Transactional
  public AnswerVerdict mayAnswer(ConversationKey conversation, boolean contactIsOurs) {
    var facts =
        spoken
            .lockFacts(conversation)
            .orElseThrow(
                () -> new IllegalStateException("Record what came in before answering it"));
    var now = Storage.storable(clock.instant());
    var verdict = guard.judge(conversation.contact(), contactIsOurs, facts, now);
    if (verdict instanceof Answer) {
      spoken.countAnswer(conversation, now);
    }
    return verdict;
  }

  static RefusalException unknown(String id) {
    return Refusal.of(ConversationRefusal.UNKNOWN_CONVERSATION, "There is no conversation " + id)
        .asException();
  }
}
