// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.message.EmulatedMessage.Place;
import io.trunkline.emulator.seed.Sids;
import io.trunkline.emulator.signal.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All messages of this world, found by their SID and listed newest first. */
public final class Messages {
  private final EmulatorClock clock;
  private final Sids sids;
  private final Map<String, EmulatedMessage> bySid = new ConcurrentHashMap<>();
  private final Object order = new Object();
  // By sequence. Deleted ones stay, because the ledger and the phones hold them anyway.
  private final List<EmulatedMessage> inOrder = new ArrayList<>();
  private final Map<String, EmulatedMessage> latestTo = new HashMap<>();

  private final Signal<EmulatedMessage> changes = new Signal<>();

  public Messages(EmulatorClock clock, Sids sids) {
    this.clock = clock;
    this.sids = sids;
  }

  /** The shape that the API answers for test credentials: nothing is stored, nothing happens. */
  public EmulatedMessage pretend(MessageDraft draft) {
    var media = media(draft);
    var nowhere = new Place(0, null);
    return new EmulatedMessage(
        nowhere, sid(draft, media), draft, media, clock.now(), new Signal<>());
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
  public Stream<EmulatedMessage> before(long sequence) {
    int end;
    synchronized (order) {
      end = (int) Math.clamp(sequence, 0, inOrder.size());
    }
    return IntStream.range(0, end)
        .mapToObj(i -> at(end - 1 - i))
        .flatMap(Optional::stream)
        .filter(this::isKept);
  }

  /** The messages to one recipient that are older than the sequence, newest first. */
  public Stream<EmulatedMessage> before(long sequence, String recipient) {
    EmulatedMessage latest;
    synchronized (order) {
      latest = latestTo.get(recipient);
    }
    return Stream.iterate(latest, Objects::nonNull, EmulatedMessage::earlierToSame)
        .filter(message -> message.sequence() < sequence)
        .filter(this::isKept);
  }

  /** Forgets a message; phones that hold it keep it. */
  public void delete(EmulatedMessage message) {
    bySid.remove(message.sid());
  }

  public void reset() {
    synchronized (order) {
      bySid.clear();
      inOrder.clear();
      latestTo.clear();
    }
  }

  /** Stores a message that was taken. */
  public EmulatedMessage add(MessageDraft draft) {
    var media = media(draft);
    var sid = sid(draft, media);
    var now = clock.now();
    EmulatedMessage message;
    synchronized (order) {
      var place = new Place(inOrder.size(), latestTo.get(draft.to()));
      message = new EmulatedMessage(place, sid, draft, media, now, changes);
      inOrder.add(message);
      latestTo.put(draft.to(), message);
      bySid.put(sid, message);
    }
    changes.tell(message);
    return message;
  }

  /** Empty if the world was reset meanwhile. */
  private Optional<EmulatedMessage> at(int index) {
    synchronized (order) {
      return index < inOrder.size() ? Optional.of(inOrder.get(index)) : Optional.empty();
    }
  }

  private boolean isKept(EmulatedMessage message) {
    return bySid.containsKey(message.sid());
  }

  private String sid(MessageDraft draft, List<Media> media) {
    return sids.next(media.isEmpty() && !draft.terms().asMms() ? "SM" : "MM");
  }

  private List<Media> media(MessageDraft draft) {
    if (draft.mediaUrls().isEmpty()) {
      return List.of();
    }
    var now = clock.now();
    return draft.mediaUrls().stream()
        .map(url -> new Media(sids.next("ME"), url, ContentTypes.guess(url), now))
        .toList();
  }
}
