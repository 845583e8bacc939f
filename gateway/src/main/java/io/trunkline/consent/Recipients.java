// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.law.KnownPlace;
import io.trunkline.law.RuleSet;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.problem.Refusal;
import io.trunkline.problem.RequestRefusal;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What is known of recipients beside their numbers: where they are, and when they wish to hear. */
public class Recipients {

  private static final Pattern POSTAL_CODE =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} -]{0,15}");

  private final RecipientStore store;
  private final Supplier<RuleSet> rules;
  private final Clock clock;

  /**
   * @param rules those in force
   */
  Recipients(RecipientStore store, Supplier<RuleSet> rules, Clock clock) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
  }

  /** {@link Recipient#UNKNOWN} if nothing is. */
  public Recipient find(AccountId account, PhoneNumber number) {
    var person = new Person(account, number.e164());
    return store.find(List.of(person)).getOrDefault(person, Recipient.UNKNOWN);
  }

  /**
   * Replaces what was known. Counts for every message that is handed over from now on.
   *
   * @throws io.trunkline.problem.RefusalException if the region is none that the law in force
   *     knows, or the postal code is none
   */
  public void put(AccountId account, PhoneNumber number, Recipient known) {
    check(known.place());
    store.put(new Person(account, number.e164()), known, Storage.storable(clock.instant()));
  }

  private void check(KnownPlace place) {
    var refusals = new ArrayList<Refusal>();
    if (place.region() != null && !rules.get().knowsRegion(place.region())) {
      refusals.add(
          Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "/region",
              "is a country, as in FR, or a region of the United States or Canada, as in US-CA"));
    }
    if (place.postalCode() != null && !POSTAL_CODE.matcher(place.postalCode()).matches()) {
      refusals.add(
          Refusal.at(
              RequestRefusal.INVALID_VALUE,
              "/postal_code",
              "has up to 16 letters, digits, blanks and hyphens"));
    }
    if (!refusals.isEmpty()) {
      throw Refusal.ofAll(refusals).asException();
    }
  }

  /** Forgets it. The ledger and what they have revoked stays. */
  public void forget(AccountId account, PhoneNumber number) {
    store.forget(new Person(account, number.e164()));
  }
}
