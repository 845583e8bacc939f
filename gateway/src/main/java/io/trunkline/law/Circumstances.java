// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a decision depends on, beside the rule set and the instant.
 *
 * @param where the recipient may be, by the same rule set
 * @param programme what it is about; null if nobody said, and then every contact counts
 * @param consent the strongest that is on record for this and not revoked
 * @param lastPurchase of an established business relationship; null if there is none
 * @param contacts those that may count for a cap, see {@link RuleSet#memory}; in any order
 * @param own what is kept to beside the law
 */
public record Circumstances(
    Whereabouts where,
    Purpose purpose,
    Medium medium,
    @Nullable String programme,
    ConsentLevel consent,
    @Nullable Instant lastPurchase,
    List<Contact> contacts,
    OwnRules own) {

  public Circumstances {
    contacts = List.copyOf(contacts);
  }
}
