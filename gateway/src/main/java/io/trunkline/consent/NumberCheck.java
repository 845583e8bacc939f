// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.phone.PhoneNumber;
import java.time.LocalDate;

/**
 * What came of asking whether somebody still has their number.
 *
 * @param since the day on which they are known to have had it
 * @param detail a sentence for whoever asked
 */
public record NumberCheck(PhoneNumber recipient, LocalDate since, Outcome outcome, String detail) {

  /** Who has the number. */
  public enum Outcome {
    /** Somebody else; nothing is sent there until they agree. */
    REASSIGNED,
    /**
     * The same, as far as the database of reassigned numbers knows; the ledger has that it says so.
     */
    SAME,
    /** Nobody can say. */
    UNKNOWN
  }
}
