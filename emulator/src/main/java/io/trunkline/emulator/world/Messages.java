// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.world;

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
  private final Carrier carrier;
  private final Handsets handsets;
  private final Ledger ledger;
  private final AtomicLong sequence = new AtomicLong();
  private final Map<String, EmulatedMessage> bySid = new ConcurrentHashMap<>();
  private final ConcurrentNavigableMap<Long, EmulatedMessage> inOrder =
      new ConcurrentSkipListMap<>();
  private final Map<String, ConcurrentNavigableMap<Long, EmulatedMessage>> byRecipient =
      new ConcurrentHashMap<>();

  Messages(EmulatorClock clock, Sids sids, Carrier carrier, Handsets handsets, Ledger ledger) {
    this.clock = clock;
    this.sids = sids;
    this.carrier = carrier;
    this.handsets = handsets;
    this.ledger = ledger;
  }

  /** Takes a message and sends it on its way. */
  public EmulatedMessage send(MessageDraft draft) {
    var message = add(draft);
    if (draft.direction() == Direction.OUTBOUND_API) {
      ledger.enter(message, draft);
    }
    carrier.take(message);
    return message;
  }

  /** Takes a message that fails at once with the code, as replies to a blocked pair do. */
  public EmulatedMessage refuse(MessageDraft draft, int errorCode) {
    var message = add(draft);
    carrier.refuse(message, errorCode);
    return message;
  }

  /** Records a message that a phone sent to one of our numbers. */
  public EmulatedMessage receive(MessageDraft draft) {
    var message = add(draft);
    handsets.at(draft.from()).keep(message);
    return message;
  }

  /** The shape that the API answers for test credentials: nothing is stored, nothing happens. */
  public EmulatedMessage pretend(MessageDraft draft) {
    return make(draft);
  }

  public Optional<EmulatedMessage> find(Account account, String sid) {
    return Optional.ofNullable(bySid.get(sid))
        .filter(message -> message.account().sid().equals(account.sid()));
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

  void reset() {
    bySid.clear();
    inOrder.clear();
    byRecipient.clear();
  }

  private EmulatedMessage add(MessageDraft draft) {
    var message = make(draft);
    inOrder.put(message.sequence(), message);
    byRecipient
        .computeIfAbsent(draft.to(), number -> new ConcurrentSkipListMap<>())
        .put(message.sequence(), message);
    bySid.put(message.sid(), message);
    return message;
  }

  private EmulatedMessage make(MessageDraft draft) {
    var now = clock.now();
    var media =
        draft.mediaUrls().stream()
            .map(url -> new Media(sids.next("ME"), url, ContentTypes.guess(url), now))
            .toList();
    var sid = sids.next(media.isEmpty() ? "SM" : "MM");
    return new EmulatedMessage(sequence.incrementAndGet(), sid, draft, media, now);
  }
}
