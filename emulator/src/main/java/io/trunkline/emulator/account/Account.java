// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A Twilio account; what changes about it is one immutable state, exchanged as a whole. */
public final class Account {
  private final String sid;
  private final Kind kind;
  private final String ownerSid;
  private final Instant created;
  private final AtomicReference<State> state;

  /** What an account's requests may do. */
  public enum Kind {
    LIVE,
    /** Twilio's test credentials: magic numbers answer, nothing is sent or stored. */
    TEST
  }

  /** Whether an account may be used. */
  public enum Status {
    ACTIVE,
    /** Nothing can be done until its parent activates it again. */
    SUSPENDED,
    /** For good. */
    CLOSED;

    /** As Twilio writes it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A token and when it was made. */
  record Token(String text, Instant created) {}

  private record State(
      Status status,
      String friendlyName,
      Token primary,
      @Nullable Token secondary,
      Instant updated) {
    State named(String name, Instant now) {
      return new State(status, name, primary, secondary, now);
    }

    State with(Status next, Instant now) {
      return new State(next, friendlyName, primary, secondary, now);
    }

    State with(Token first, @Nullable Token second, Instant now) {
      return new State(status, friendlyName, first, second, now);
    }
  }

  /**
   * An active account.
   *
   * @param ownerSid the parent of a subaccount; its own SID otherwise
   */
  public Account(
      String sid,
      String authToken,
      String friendlyName,
      Kind kind,
      String ownerSid,
      Instant created) {
    this.sid = sid;
    this.kind = kind;
    this.ownerSid = ownerSid;
    this.created = created;
    var token = new Token(authToken, created);
    state = new AtomicReference<>(new State(Status.ACTIVE, friendlyName, token, null, created));
  }

  public String sid() {
    return sid;
  }

  /** The primary token, which also signs callbacks. */
  public String authToken() {
    return state.get().primary.text();
  }

  public String friendlyName() {
    return state.get().friendlyName;
  }

  public Status status() {
    return state.get().status;
  }

  public String ownerSid() {
    return ownerSid;
  }

  public Instant created() {
    return created;
  }

  public Instant updated() {
    return state.get().updated;
  }

  public boolean isTest() {
    return kind == Kind.TEST;
  }

  public boolean isSubaccount() {
    return !ownerSid.equals(sid);
  }

  public boolean isActive() {
    return status() == Status.ACTIVE;
  }

  /** Whether it is one of the tokens that are good now: the primary or the secondary one. */
  boolean accepts(String token) {
    var now = state.get();
    return now.primary.text().equals(token)
        || (now.secondary != null && now.secondary.text().equals(token));
  }

  /** Null unless the tokens are just being exchanged. */
  @Nullable Token secondaryToken() {
    return state.get().secondary;
  }

  void rename(String name, Instant now) {
    state.updateAndGet(s -> s.named(name, now));
  }

  void become(Status status, Instant now) {
    state.updateAndGet(s -> s.with(status, now));
  }

  void secondaryToken(@Nullable Token token, Instant now) {
    state.updateAndGet(s -> s.with(s.primary, token, now));
  }

  /** The secondary token becomes the primary one, which is good no more. */
  void promote(Instant now) {
    state.updateAndGet(s -> s.secondary == null ? s : s.with(s.secondary, null, now));
  }

  /** Never a token. */
  @Override
  public String toString() {
    return "Account[" + sid + "]";
  }
}
