// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.signal.Signal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One message; what changes about it is one immutable {@link State} that is exchanged as a whole.
 */
public final class EmulatedMessage {
  private final long sequence;
  private final String sid;
  private final MessageDraft draft;
  private final Instant created;
  private final int segments;
  private final List<Media> media;
  private final AtomicReference<State> state;
  private final Signal<EmulatedMessage> changes;

  /**
   * What changes.
   *
   * @param body empty after a redaction
   * @param sent when it left, null before
   * @param errorCode Twilio's code, null if nothing went wrong
   * @param price in US dollars, negative, null until rated
   */
  public record State(
      MessageStatus status,
      String body,
      Instant updated,
      @Nullable Instant sent,
      @Nullable Integer errorCode,
      @Nullable String price) {}

  EmulatedMessage(
      long sequence,
      String sid,
      MessageDraft draft,
      List<Media> media,
      Instant created,
      Signal<EmulatedMessage> changes) {
    this.sequence = sequence;
    this.sid = sid;
    this.draft = draft;
    this.created = created;
    this.changes = changes;
    this.media = media.isEmpty() ? List.of() : new CopyOnWriteArrayList<>(media);
    segments = media.isEmpty() ? Segments.count(draft.body(), draft.from(), draft.to()) : 1;
    state = new AtomicReference<>(initialState());
  }

  /** Orders messages by their creation, within one world. */
  public long sequence() {
    return sequence;
  }

  public String sid() {
    return sid;
  }

  public Account account() {
    return draft.account();
  }

  public Direction direction() {
    return draft.direction();
  }

  public String from() {
    return draft.from();
  }

  public String to() {
    return draft.to();
  }

  /** What was said, also after a redaction: phones forget nothing. */
  public String said() {
    return draft.body();
  }

  public MessageStatus status() {
    return state().status();
  }

  public @Nullable String statusCallback() {
    return draft.statusCallback();
  }

  public Instant created() {
    return created;
  }

  /** SMS segments; 1 for MMS. */
  public int segments() {
    return segments;
  }

  /** The media that were not deleted. */
  public List<Media> media() {
    return media;
  }

  /** As it was when it was made: what the answer to its creation shows, however fast it moves. */
  public State initialState() {
    return draft.direction() == Direction.INBOUND
        ? new State(MessageStatus.RECEIVED, draft.body(), created, created, null, null)
        : new State(MessageStatus.QUEUED, draft.body(), created, null, null, null);
  }

  /** As it is now. */
  public State state() {
    return state.get();
  }

  /** When it was sent, or made while it is not sent yet: what lists filter and sort by. */
  public Instant listedAt() {
    var sent = state().sent();
    return sent == null ? created : sent;
  }

  /** Empties the body for good. */
  public void redact(Instant now) {
    state.updateAndGet(s -> new State(s.status, "", now, s.sent, s.errorCode, s.price));
    changes.tell(this);
  }

  /** Deletes one of its media; false if it has no such one. */
  public boolean deleteMedia(String mediaSid) {
    return media.removeIf(medium -> medium.sid().equals(mediaSid));
  }

  /** Moves forward; false, and nothing changes, if the move is not legal. */
  public boolean move(MessageStatus next, @Nullable Integer errorCode, Instant now) {
    State before;
    State after;
    do {
      before = state.get();
      if (!before.status.mayBecome(next)) {
        return false;
      }
      after =
          new State(
              next,
              before.body,
              now,
              before.sent == null && next.hasLeft() ? now : before.sent,
              errorCode,
              before.price);
    } while (!state.compareAndSet(before, after));
    changes.tell(this);
    return true;
  }

  public void rate(String price, Instant now) {
    state.updateAndGet(s -> new State(s.status, s.body, now, s.sent, s.errorCode, price));
    changes.tell(this);
  }
}
