// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.signal.Signal;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One message; what changes about it is one immutable {@link State} that is exchanged as a whole.
 */
public final class EmulatedMessage {
  private static final String HIDDEN_DIGITS = "XXXX";

  private final Place place;
  private final String sid;
  private final MessageDraft draft;
  private final Instant created;
  private final Signal<EmulatedMessage> changes;
  private volatile List<Media> media;
  private volatile State state;
  private boolean settled;

  /**
   * Where it stands among the others.
   *
   * @param earlier the latest before it to the same recipient, null if it is the first
   */
  record Place(long sequence, @Nullable EmulatedMessage earlier) {}

  /**
   * What changes.
   *
   * @param from empty until a sender is chosen
   * @param body empty after a redaction
   * @param segments SMS segments, 1 for MMS; 0 until a sender is chosen
   * @param sent when it left, null before
   * @param errorCode Twilio's code, null if nothing went wrong
   * @param price in US dollars, negative, null until rated
   */
  public record State(
      MessageStatus status,
      String from,
      String body,
      int segments,
      Instant updated,
      @Nullable Instant sent,
      @Nullable Integer errorCode,
      @Nullable String price) {}

  EmulatedMessage(
      Place place,
      String sid,
      MessageDraft draft,
      List<Media> media,
      Instant created,
      Signal<EmulatedMessage> changes) {
    this.place = place;
    this.sid = sid;
    this.draft = draft;
    this.media = media;
    this.created = created;
    this.changes = changes;
    state = initialState(draft.from().isEmpty() ? 0 : countSegments(draft.from()));
  }

  /** Orders messages by their creation, within one world. */
  public long sequence() {
    return place.sequence();
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

  /** Who sends it; empty until a Messaging Service has chosen. */
  public String from() {
    return state.from();
  }

  /** How it travels: as its sender does, and as its recipient's address says until there is one. */
  public Channel channel() {
    return Channel.of(from().isEmpty() ? to() : from());
  }

  /** Where it goes, with its channel's prefix. */
  public String to() {
    return draft.to();
  }

  /** Where the account may see that it goes. */
  @Seen(
      what = "AddressRetention=obfuscate hides the last digits of the recipient.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/guides/privacy-message-redaction")
  public String shownTo() {
    var to = draft.to();
    return terms().obfuscateAddress()
        ? to.substring(0, Math.max(0, to.length() - HIDDEN_DIGITS.length())) + HIDDEN_DIGITS
        : to;
  }

  /** What was said, also after a redaction: phones forget nothing. */
  public String said() {
    return draft.body();
  }

  public Terms terms() {
    return draft.terms();
  }

  public MessageStatus status() {
    return state.status();
  }

  public @Nullable String statusCallback() {
    return draft.statusCallback();
  }

  public Instant created() {
    return created;
  }

  /** SMS segments; 1 for MMS, 0 until a sender is chosen. */
  public int segments() {
    return state.segments();
  }

  /** Until when it may wait for its turn, and for a phone that is switched off. */
  public Instant expires() {
    var sendAt = terms().sendAt();
    return (sendAt == null ? created : sendAt).plus(terms().validity());
  }

  /** Whether it carries pictures or files, deleted or not, or is to travel as if it did. */
  public boolean isMms() {
    return terms().asMms() || !draft.mediaUrls().isEmpty();
  }

  /** The media that were not deleted. */
  public List<Media> media() {
    return media;
  }

  /** As it was when it was made: what the answer to its creation shows, however fast it moves. */
  public State initialState() {
    return initialState(draft.from().isEmpty() ? 0 : state.segments());
  }

  /** As it is now. */
  public State state() {
    return state;
  }

  /** When it was sent, or made while it is not sent yet: what lists filter and sort by. */
  public Instant listedAt() {
    var sent = state.sent();
    return sent == null ? created : sent;
  }

  /** Empties the body for good. */
  public void redact(Instant now) {
    change(s -> new State(s.status, s.from, "", s.segments, now, s.sent, s.errorCode, s.price));
  }

  /** Deletes one of its media; false if it has no such one. */
  public synchronized boolean deleteMedia(String mediaSid) {
    var left = media.stream().filter(medium -> !medium.sid().equals(mediaSid)).toList();
    boolean deleted = left.size() < media.size();
    media = left;
    return deleted;
  }

  /** Names the sender that was chosen for it, which decides its segments. */
  public void chooseSender(String from) {
    int segments = countSegments(from);
    change(
        s -> new State(s.status, from, s.body, segments, s.updated, s.sent, s.errorCode, s.price));
  }

  /** Moves forward; false, and nothing changes, if the move is not legal. */
  public boolean move(MessageStatus next, @Nullable Integer errorCode, Instant now) {
    return change(s -> s.status.mayBecome(next) ? moved(s, next, errorCode, now) : s);
  }

  /** Ends its journey, as it ends only once; false if it has ended before. */
  public synchronized boolean settle() {
    boolean first = !settled;
    settled = true;
    return first;
  }

  public void rate(String price, Instant now) {
    change(s -> new State(s.status, s.from, s.body, s.segments, now, s.sent, s.errorCode, price));
  }

  private State moved(State s, MessageStatus next, @Nullable Integer errorCode, Instant now) {
    var sent = s.sent == null && next.hasLeft() ? now : s.sent;
    var body = next.isFinal() && terms().discardContent() ? "" : s.body;
    return new State(next, s.from, body, s.segments, now, sent, errorCode, s.price);
  }

  private boolean change(UnaryOperator<State> change) {
    synchronized (this) {
      var changed = change.apply(state);
      if (changed == state) {
        return false;
      }
      state = changed;
    }
    changes.tell(this);
    return true;
  }

  @Nullable EmulatedMessage earlierToSame() {
    return place.earlier();
  }

  private State initialState(int segments) {
    boolean inbound = draft.direction() == Direction.INBOUND;
    return new State(
        inbound ? MessageStatus.RECEIVED : firstStatus(),
        draft.from(),
        draft.body(),
        segments,
        created,
        inbound ? created : null,
        null,
        null);
  }

  private MessageStatus firstStatus() {
    if (terms().sendAt() != null) {
      return MessageStatus.SCHEDULED;
    }
    return draft.from().isEmpty() ? MessageStatus.ACCEPTED : MessageStatus.QUEUED;
  }

  private int countSegments(String from) {
    return isMms() ? 1 : Segments.count(draft.body(), from, draft.to());
  }
}
