// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.Account;
import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.consent.ConsentEvent.Kind;
import io.trunkline.consent.ConsentEvent.Source;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.TwilioDeactivations;
import io.trunkline.twilio.TwilioNumbers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes out of the lists of carriers who has given up a number: who has it next has agreed to
 * nothing (CTIA Messaging Principles 5.1.5). A day is read when it is over, in UTC, and again until
 * it has been read to its end; the same number on the same day is one event however often.
 */
final class Deactivations {

  private static final Logger log = LoggerFactory.getLogger(Deactivations.class);

  private final Accounts accounts;
  private final TwilioNumbers twilio;
  private final DeactivationStore store;
  private final List<Acquaintances> acquaintances;
  private final Ledger ledger;
  private final Clock clock;

  Deactivations(
      Accounts accounts,
      TwilioNumbers twilio,
      DeactivationStore store,
      List<Acquaintances> acquaintances,
      Ledger ledger,
      Clock clock) {
    this.accounts = accounts;
    this.twilio = twilio;
    this.store = store;
    this.acquaintances = List.copyOf(acquaintances);
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Reads what has not been read, the oldest day first.
   *
   * @param days how many days back
   */
  void catchUp(int days) {
    var yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    accounts.all().stream()
        .map(Account::id)
        .filter(account -> accounts.credentials(account).isPresent())
        .forEach(
            account ->
                store
                    .unread(account, yesterday.minusDays(days).plusDays(1), yesterday)
                    .forEach(day -> read(account, day)));
  }

  private void read(AccountId account, LocalDate day) {
    var known = new AtomicLong();
    switch (twilio.deactivated(
        account, day, numbers -> known.addAndGet(take(account, day, numbers)))) {
      case TwilioDeactivations.Complete(long numbers) ->
          store.read(account, day, numbers, known.get(), clock.instant());
      case TwilioDeactivations.NotYet() -> {
        // It comes within a day or two; the next run asks again.
      }
      case TwilioDeactivations.BrokenOff(var why) ->
          log.warn("The deactivated numbers of {} are read again later: {}", day, why);
    }
  }

  private int take(AccountId account, LocalDate day, List<String> numbers) {
    var known =
        acquaintances.stream()
            .flatMap(some -> some.known(account, numbers).stream())
            .distinct()
            .map(number -> deactivated(account, day, number))
            .toList();
    if (!known.isEmpty()) {
      ledger.recordNew(known);
    }
    return known.size();
  }

  /** As of the end of the day: whoever agrees later is somebody new. */
  private static Statement deactivated(AccountId account, LocalDate day, String number) {
    return new Statement(
        account,
        new PhoneNumber(number),
        ConsentScope.ALL,
        Kind.REVOKED,
        Set.of(),
        null,
        Source.CARRIER,
        Evidence.said("deactivated " + day, null),
        day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
