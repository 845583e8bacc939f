// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.consent.NumberCheck.Outcome;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import io.trunkline.twilio.TwilioNumbers;
import io.trunkline.twilio.TwilioReassignment;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks who has a number now: who has agreed may have given it up since. */
public class NumberChecks {

  private final TwilioNumbers twilio;
  private final Consents consents;
  private final Ledger ledger;
  private final Clock clock;

  NumberChecks(TwilioNumbers twilio, Consents consents, Ledger ledger, Clock clock) {
    this.twilio = twilio;
    this.consents = consents;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Asks Twilio, which charges for it and knows numbers of the United States. A number that is
   * somebody else's ends all that was agreed. That it is not is written down as well: whoever
   * relied on it and was told wrong is safe only if they can show it (47 CFR 64.1200(m)). Not in a
   * transaction.
   *
   * @param since a day on which the recipient is known to have had the number; null for the day of
   *     their latest consent
   * @throws RefusalException if no day is given and nothing was granted
   */
  public NumberCheck check(AccountId account, PhoneNumber recipient, @Nullable LocalDate since) {
    var day = since != null ? since : dayOfConsent(account, recipient);
    return switch (twilio.reassigned(account, recipient.e164(), day)) {
      case TwilioReassignment.Reassigned() -> {
        ledger.append(told(account, recipient, Kind.REVOKED, "reassigned since " + day));
        yield new NumberCheck(
            recipient, day, Outcome.REASSIGNED, "Somebody else has the number since");
      }
      case TwilioReassignment.Same() -> {
        ledger.append(told(account, recipient, Kind.CONFIRMED, "not reassigned since " + day));
        yield new NumberCheck(recipient, day, Outcome.SAME, "Nobody else has got the number since");
      }
      case TwilioReassignment.Unknown(var why) ->
          new NumberCheck(recipient, day, Outcome.UNKNOWN, why);
    };
  }

  private LocalDate dayOfConsent(AccountId account, PhoneNumber recipient) {
    return consents.history(account, recipient).stream()
        .filter(event -> event.kind() == Kind.GRANTED)
        .reduce((earlier, later) -> later)
        .map(grant -> LocalDate.ofInstant(grant.at(), ZoneOffset.UTC))
        .orElseThrow(
            () ->
                Refusal.at(
                        NumberCheckRefusal.NO_CONSENT_TO_CHECK,
                        "/since",
                        "is needed where the recipient has granted nothing")
                    .asException());
  }

  private Statement told(AccountId account, PhoneNumber recipient, Kind kind, String said) {
    return new Statement(
        account,
        recipient,
        ConsentScope.ALL,
        kind,
        Set.of(),
        null,
        Source.REASSIGNED,
        Evidence.said(said, null),
        clock.instant());
  }
}
