// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.account.AccountId;
import io.trunkline.phone.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A text somebody sent us.
 *
 * @param from who
 * @param to our number or short code that got it
 * @param serviceSid the Messaging Service it came through, if any
 * @param optOutType what Twilio has taken it for and has answered already ({@code STOP}, {@code
 *     START}, {@code HELP}); absent without Advanced Opt-Out
 * @param messageSid Twilio's SID of the text
 * @param at when it was heard; a wish counts from then, however late it is written down
 */
public record HeardText(
    AccountId account,
    PhoneNumber from,
    String to,
    @Nullable String serviceSid,
    String text,
    @Nullable String optOutType,
    String messageSid,
    Instant at) {

  /** Without the text. */
  @Override
  public String toString() {
    return "HeardText[" + messageSid + "]";
  }
}
