// SPDX-License-Identifier: Apache-2.0
package io.trunkline.handover;

import io.trunkline.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with handing over for an account. While it is closed, only the account and the
 * state are there.
 *
 * @param since when it opened; absent too if this node has no credentials
 * @param why what Twilio said, or what is missing
 * @param errorCode Twilio's number for it, if it said one
 * @param nextProbe when Twilio is asked next whether the account could send
 */
public record Circuit(
    AccountId account,
    CircuitState state,
    @Nullable Instant since,
    @Nullable String why,
    @Nullable Integer errorCode,
    @Nullable Instant nextProbe) {

  static Circuit closed(AccountId account) {
    return new Circuit(account, CircuitState.CLOSED, null, null, null, null);
  }

  static Circuit withoutCredentials(AccountId account, String why) {
    return new Circuit(account, CircuitState.OPEN, null, why, null, null);
  }
}
