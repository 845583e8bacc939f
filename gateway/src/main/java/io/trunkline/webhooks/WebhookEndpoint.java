// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscriber hears of events.
 *
 * @param disabledBecause null while it is enabled. While it is not, nothing new is written for it;
 *     what waited when it was disabled waits on, for as long as deliveries are kept, and goes out
 *     when it is enabled.
 * @param since when it was enabled, or disabled
 * @param failingSince since when every attempt has failed, however few there were; null once one
 *     succeeds. Failures within a minute after another do not begin it anew.
 */
public record WebhookEndpoint(
    WebhookEndpointId id,
    AccountId account,
    WebhookSettings settings,
    @Nullable Disabled disabledBecause,
    Instant since,
    @Nullable Instant failingSince,
    Instant createdAt,
    Instant updatedAt) {

  /** Why an endpoint is disabled. */
  public enum Disabled {
    /** Somebody wanted it so. */
    BY_REQUEST,
    /** It has answered 410. */
    GONE,
    /** It has failed for days, without any success. */
    FAILING
  }

  public boolean isEnabled() {
    return disabledBecause == null;
  }
}
