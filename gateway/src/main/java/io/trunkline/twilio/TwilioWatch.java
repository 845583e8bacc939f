// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.account.AccountId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how the last requests of each account went on this node. */
final class TwilioWatch {

  private record Failure(Instant at, String why) {}

  private final Clock clock;
  private final Map<AccountId, Instant> successes = new ConcurrentHashMap<>();
  private final Map<AccountId, Failure> failures = new ConcurrentHashMap<>();

  TwilioWatch(Clock clock) {
    this.clock = clock;
  }

  void succeeded(AccountId account) {
    successes.put(account, clock.instant());
  }

  void failed(AccountId account, String why) {
    failures.put(account, new Failure(clock.instant(), why));
  }

  TwilioState state(AccountId account, boolean hasCredentials) {
    var missing =
        hasCredentials
            ? List.<String>of()
            : List.of(
                "No credentials, so nothing is sent and every callback is refused"
                    + " (trunkline.account.twilio.account-sid and auth-token)");
    var failure = failures.get(account);
    return new TwilioState(
        missing,
        successes.get(account),
        failure == null ? null : failure.at(),
        failure == null ? null : failure.why());
  }
}
