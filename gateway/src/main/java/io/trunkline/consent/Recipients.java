// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.storage.Storage;
import java.time.Clock;
import java.util.List;

/** What is known of recipients beside their numbers: where they are, and when they wish to hear. */
public class Recipients {

  private final RecipientStore store;
  private final Clock clock;

  Recipients(RecipientStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** {@link Recipient#UNKNOWN} if nothing is. */
  public Recipient find(AccountId account, PhoneNumber number) {
    var person = new Person(account, number.e164());
    return store.find(List.of(person)).getOrDefault(person, Recipient.UNKNOWN);
  }

  /** Replaces what was known. Counts for every message that is handed over from now on. */
  public void put(AccountId account, PhoneNumber number, Recipient known) {
    store.put(new Person(account, number.e164()), known, Storage.storable(clock.instant()));
  }

  /** Forgets it. The ledger and what they have revoked stays. */
  public void forget(AccountId account, PhoneNumber number) {
    store.forget(new Person(account, number.e164()));
  }
}
