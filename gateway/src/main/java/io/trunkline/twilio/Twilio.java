// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Twilio, as seen from inside the house. Every call is exactly one request and blocks until it is
 * answered or given up; none may be made inside a transaction.
 */
public final class Twilio {

  /**
   * Hands over one text.
   *
   * @throws IllegalStateException if a transaction is active
   */
  public TwilioAnswer createMessage(AccountId account, OutboundText text) {
    throw new UnsupportedOperationException();
  }

  /**
   * Looks for the messages to a number.
   *
   * @throws IllegalStateException if a transaction is active
   */
  public TwilioSearch findMessages(AccountId account, PhoneNumber to, Instant createdSince) {
    throw new UnsupportedOperationException();
  }

  /**
   * The public address of one of our callback paths; empty while no public URL is configured.
   *
   * @param path {@code /twilio/…}
   */
  public Optional<URI> callbackUrl(String path) {
    throw new UnsupportedOperationException();
  }

  /** The longest that one call can take, connecting included. */
  public java.time.Duration longestCall() {
    throw new UnsupportedOperationException();
  }

  /** How it stands with Twilio. Asks nobody. */
  public TwilioState state(AccountId account) {
    throw new UnsupportedOperationException();
  }
}
