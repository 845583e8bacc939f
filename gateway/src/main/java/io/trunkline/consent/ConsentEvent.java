// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.id.Ids;
import io.trunkline.law.ConsentLevel;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger; never changed.
 *
 * @param recipient whose wish it is
 * @param purposes those that it reaches; empty for all there are and will be
 * @param level how far a grant goes; null for all other kinds
 * @param at when it was said
 * @param recordedAt when it was written down
 */
public record ConsentEvent(
    UUID id,
    AccountId account,
    PhoneNumber recipient,
    ConsentScope scope,
    Kind kind,
    Set<Purpose> purposes,
    @Nullable ConsentLevel level,
    Source source,
    Evidence evidence,
    Instant at,
    Instant recordedAt) {

  /** What changes. */
  public enum Kind {
    /** The recipient agrees; expressly or in writing, it ends what they have revoked before. */
    GRANTED,
    /** Nothing more. Ends what was granted before, if it is the recipient who revokes. */
    REVOKED,
    /**
     * Lifts revocations of the same scope, or of every scope if its own is all, and brings back
     * what these had ended; grants nothing. Said by a text, it lifts what texts have revoked, and
     * of exactly this scope.
     */
    RESTORED,
    /** Nothing more until a person has looked at it. */
    SUSPENDED,
    /** A person has looked, and lifts suspensions of the same scope. */
    CLEARED,
    /** Nobody else had the number then, as far as was known; changes nothing. */
    CONFIRMED
  }

  /** Whose word it is; nobody lifts what a higher one has revoked. */
  public enum Authority {
    RECIPIENT,
    OPERATOR,
    REGULATOR
  }

  /** How we know. */
  public enum Source {
    /** The recipient texted a keyword. */
    KEYWORD(Authority.RECIPIENT),
    /** The recipient texted a phrase that can only mean that. */
    PHRASE(Authority.RECIPIENT),
    /** The recipient texted what may mean that. */
    DOUBT(Authority.RECIPIENT),
    /** Twilio said so: by {@code OptOutType}, or by refusing a message with 21610. */
    TWILIO(Authority.RECIPIENT),
    /** Meta said so, by refusing a message. */
    META(Authority.RECIPIENT),
    /** A deactivation file of a carrier: nobody has the number any more. */
    CARRIER(Authority.RECIPIENT),
    /** The database of reassigned numbers: whether somebody else has the number. */
    REASSIGNED(Authority.RECIPIENT),
    /** Told by a program of the account's. */
    API(Authority.RECIPIENT),
    /** Told by a file of the account's. */
    IMPORT(Authority.RECIPIENT),
    WEB(Authority.RECIPIENT),
    PAPER(Authority.RECIPIENT),
    VOICE(Authority.RECIPIENT),
    /** A question by text, and its answer. */
    DOUBLE_OPT_IN(Authority.RECIPIENT),
    /** Somebody of the account's, of their own accord. */
    OPERATOR(Authority.OPERATOR),
    /** An authority, a court, a carrier's complaint desk. */
    REGULATOR(Authority.REGULATOR);

    private final Authority authority;

    Source(Authority authority) {
      this.authority = authority;
    }

    public Authority authority() {
      return authority;
    }

    /** Whether somebody's text said it, to us or to Twilio, for certain. */
    boolean isText() {
      return switch (this) {
        case KEYWORD, PHRASE, TWILIO -> true;
        case DOUBT, META, CARRIER, REASSIGNED, API, IMPORT, WEB, PAPER, VOICE, DOUBLE_OPT_IN ->
            false;
        case OPERATOR, REGULATOR -> false;
      };
    }

    /** Whether this is a way in which somebody agrees. */
    boolean grants() {
      return switch (this) {
        case KEYWORD, API, IMPORT, WEB, PAPER, VOICE, DOUBLE_OPT_IN -> true;
        case PHRASE, DOUBT, TWILIO, META, CARRIER, REASSIGNED, OPERATOR, REGULATOR -> false;
      };
    }
  }

  public ConsentEvent {
    purposes = Set.copyOf(purposes);
  }

  /** The id as callers see it: {@code cns_…} */
  public String publicId() {
    return Ids.write("cns", id);
  }

  /** Since when it counts: what is dated in the future counts once it is written. */
  Instant countsFrom() {
    return at.isBefore(recordedAt) ? at : recordedAt;
  }

  /** Whether it is about messages of this purpose. */
  public boolean reaches(Purpose purpose) {
    return purposes.isEmpty() || purposes.contains(purpose);
  }

  /** Whether this may lift what the other forbids. */
  boolean outranks(ConsentEvent other) {
    return source.authority().compareTo(other.source.authority()) >= 0;
  }
}
