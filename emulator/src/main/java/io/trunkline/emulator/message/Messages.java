// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.seed.Sids;
import io.trunkline.emulator.signal.Signal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** All messages of this world, found by their SID and listed newest first. */
public final class Messages {
  private final EmulatorClock clock;
  private final Sids sids;
  private final AtomicLong sequence = new AtomicLong();
  private final Map<String, EmulatedMessage> bySid = new ConcurrentHashMap<>();
  private final ConcurrentNavigableMap<Long, EmulatedMessage> inOrder =
      new ConcurrentSkipListMap<>();
  private final Map<String, ConcurrentNavigableMap<Long, EmulatedMessage>> byRecipient =
      new ConcurrentHashMap<>();

  private final Signal<EmulatedMessage> changes = new Signal<>();

  public Messages(EmulatorClock clock, Sids sids) {
    this.clock = clock;
    this.sids = sids;
  }

  /** The shape that the API answers for test credentials: nothing is stored, nothing happens. */
  public EmulatedMessage pretend(MessageDraft draft) {
    return make(draft);
  }

  public Optional<EmulatedMessage> find(Account account, String sid) {
    return Optional.ofNullable(bySid.get(sid))
        .filter(message -> message.account().sid().equals(account.sid()));
  }

  /** The message, whatever account has it. */
  public Optional<EmulatedMessage> find(String sid) {
    return Optional.ofNullable(bySid.get(sid));
  }

  /** Told when a message was made, and after each change of it. */
  public Signal<EmulatedMessage> changes() {
    return changes;
  }

  /** The messages that are older than the sequence, newest first, of all accounts. */
  public Collection<EmulatedMessage> before(long sequence) {
    return inOrder.headMap(sequence).descendingMap().values();
  }

  /** The messages to one recipient that are older than the sequence, newest first. */
  public Collection<EmulatedMessage> before(long sequence, String recipient) {
    var found = byRecipient.get(recipient);
    return found == null ? List.of() : found.headMap(sequence).descendingMap().values();
  }

  /** Forgets a message; phones that hold it keep it. */
  public void delete(EmulatedMessage message) {
    bySid.remove(message.sid());
    inOrder.remove(message.sequence());
    var sameRecipient = byRecipient.get(message.to());
    if (sameRecipient != null) {
      sameRecipient.remove(message.sequence());
    }
  }

  public void reset() {
    bySid.clear();
    inOrder.clear();
    byRecipient.clear();
  }

  /** Stores a message that was taken. */
  public EmulatedMessage add(MessageDraft draft) {
    var message = make(draft);
    inOrder.put(message.sequence(), message);
    byRecipient
        .computeIfAbsent(draft.to(), number -> new ConcurrentSkipListMap<>())
        .put(message.sequence(), message);
    bySid.put(message.sid(), message);
    changes.tell(message);
    return message;
  }

  private EmulatedMessage make(MessageDraft draft) {
    var now = clock.now();
    var media =
        draft.mediaUrls().stream()
            .map(url -> new Media(sids.next("ME"), url, ContentTypes.guess(url), now))
            .toList();
    var sid = sids.next(media.isEmpty() ? "SM" : "MM");
    return new EmulatedMessage(sequence.incrementAndGet(), sid, draft, media, now, changes);
  }
}
