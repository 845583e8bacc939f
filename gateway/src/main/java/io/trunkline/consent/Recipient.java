// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.law.KnownPlace;
import io.trunkline.law.WeekHours;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an account knows of somebody beside the number.
 *
 * @param place where they are
 * @param hours when they wish to be reached, by their own clock, with marketing and information;
 *     null if they have not said
 * @param lastPurchase what makes an established business relationship; null if there is none
 */
public record Recipient(
    KnownPlace place, @Nullable WeekHours hours, @Nullable Instant lastPurchase) {

  /** Somebody of whom nothing is known. */
  public static final Recipient UNKNOWN = new Recipient(KnownPlace.NOTHING, null, null);
}
