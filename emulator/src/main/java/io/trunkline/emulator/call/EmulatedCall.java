// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.call;

import io.trunkline.emulator.account.Account;
import io.trunkline.emulator.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call; what changes about it is one immutable {@link State} that is exchanged as a whole. */
public final class EmulatedCall {
  private final long sequence;
  private final String sid;
  private final CallDraft draft;
  private final Instant created;
  private final Signal<EmulatedCall> changes;
  private final List<Utterance> heard = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final AtomicInteger reported = new AtomicInteger();
  private volatile Instructions instructions;
  private volatile Reports reports;
  private volatile State state;

  /**
   * What changes.
   *
   * @param dialed when its turn came, null before
   * @param rang whether it got as far as the phone
   * @param answered null if nobody has
   * @param ended null while it is not over
   * @param sipCode what the telephone network said at the end, null before
   * @param price in US dollars, negative, null until rated
   */
  public record State(
      CallStatus status,
      Instant updated,
      @Nullable Instant dialed,
      boolean rang,
      @Nullable Instant answered,
      @Nullable Instant ended,
      @Nullable Integer sipCode,
      @Nullable String price) {
    private State moved(CallStatus next, @Nullable Integer code, Instant now) {
      return new State(
          next,
          now,
          next == CallStatus.INITIATED ? now : dialed,
          rang || next == CallStatus.RINGING,
          next == CallStatus.IN_PROGRESS ? now : answered,
          next.isFinal() ? now : null,
          code,
          price);
    }

    private State rated(String price, Instant now) {
      return new State(status, now, dialed, rang, answered, ended, sipCode, price);
    }

    /**
     * How long it lasted, in whole seconds, at least one; zero unless it was answered and is over.
     */
    public Duration length() {
      if (answered == null || ended == null) {
        return Duration.ZERO;
      }
      return Duration.ofSeconds(Math.max(1, Duration.between(answered, ended).toSeconds()));
    }

    /** The minutes begun: what is paid for. */
    public long minutes() {
      return Math.ceilDiv(length().toSeconds(), 60);
    }
  }

  EmulatedCall(
      long sequence, String sid, CallDraft draft, Instant created, Signal<EmulatedCall> changes) {
    this.sequence = sequence;
    this.sid = sid;
    this.draft = draft;
    this.created = created;
    this.changes = changes;
    instructions = draft.instructions();
    reports = draft.reports();
    state = initialState();
  }

  /** Orders calls by their creation, within one world. */
  public long sequence() {
    return sequence;
  }

  public String sid() {
    return sid;
  }

  public Account account() {
    return draft.account();
  }

  public String from() {
    return draft.from();
  }

  public String to() {
    return draft.to();
  }

  /** As it was ordered. */
  public CallDraft draft() {
    return draft;
  }

  public Instant created() {
    return created;
  }

  public CallStatus status() {
    return state.status();
  }

  /** As it is now. */
  public State state() {
    return state;
  }

  /** As it was when it was made: what the answer to its creation shows, however fast it moves. */
  public State initialState() {
    return new State(CallStatus.QUEUED, created, null, false, null, null, null, null);
  }

  /** How long it waited for its turn; zero before that came. */
  public Duration queueTime() {
    var dialed = state.dialed();
    return dialed == null ? Duration.ZERO : Duration.between(created, dialed);
  }

  /** What it follows when it is answered, or does by now. */
  public Instructions instructions() {
    return instructions;
  }

  void follow(Instructions other) {
    instructions = other;
  }

  /** Who is told of its next steps. */
  public Reports reports() {
    return reports;
  }

  /** Tells others from now on. */
  public void reportTo(Reports others) {
    reports = others;
  }

  /** The number of the next report about it, from 0. */
  public int nextReport() {
    return reported.getAndIncrement();
  }

  /** What was said and played, in order. */
  public List<Utterance> heard() {
    return List.copyOf(heard);
  }

  /** All that was said, as one text. */
  public String said() {
    return heard.stream()
        .filter(utterance -> utterance.kind() == Utterance.Kind.SAID)
        .map(Utterance::words)
        .collect(Collectors.joining(" "));
  }

  /** The person at the phone hears something. */
  public void hear(Utterance utterance) {
    heard.add(utterance);
    changes.tell(this);
  }

  /** What was asked for in its TwiML that is not imitated, or could not be done. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public void warn(String warning) {
    warnings.add(warning);
    changes.tell(this);
  }

  /** Moves forward; false, and nothing changes, if the move is not legal. */
  boolean move(CallStatus next, @Nullable Integer sipCode, Instant now) {
    return change(s -> s.status.mayBecome(next) ? s.moved(next, sipCode, now) : s);
  }

  void rate(String price, Instant now) {
    change(s -> s.rated(price, now));
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
}
