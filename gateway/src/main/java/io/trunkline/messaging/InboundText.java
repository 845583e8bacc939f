// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import java.util.Optional;

/**
 * A text that somebody has sent us.
 *
 * @param from E.164, or the short code or name of a sender that is no telephone
 * @param to our address that got it
 * @param serviceSid the Messaging Service it came through
 * @param optOutType what Twilio has taken it for and answered already
 */
public record InboundText(
    AccountId account,
    String twilioSid,
    String from,
    String to,
    Optional<String> serviceSid,
    String body,
    Optional<String> optOutType) {

  /** Without body and numbers. */
  @Override
  public String toString() {
    return "InboundText[" + twilioSid + "]";
  }
}
