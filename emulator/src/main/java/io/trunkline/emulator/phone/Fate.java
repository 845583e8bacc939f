// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.phone;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of messages to a phone.
 *
 * @param errorCode Twilio's code for what went wrong, null if nothing does
 */
public record Fate(Outcome outcome, @Nullable Integer errorCode) {
  /** It arrives and the carrier says so. */
  public static final Fate DELIVERED = new Fate(Outcome.DELIVERED, null);

  /** It arrives, but the carrier never says so: the status stays {@code sent}. */
  public static final Fate NO_RECEIPT = new Fate(Outcome.NO_RECEIPT, null);

  /** The ends a message can come to. */
  public enum Outcome {
    DELIVERED,
    UNDELIVERED,
    FAILED,
    NO_RECEIPT
  }

  /** The carrier takes it and later gives up, with the code. */
  public static Fate undelivered(int errorCode) {
    return new Fate(Outcome.UNDELIVERED, errorCode);
  }

  /** Twilio does not get it to the carrier, with the code. */
  public static Fate failed(int errorCode) {
    return new Fate(Outcome.FAILED, errorCode);
  }
}
