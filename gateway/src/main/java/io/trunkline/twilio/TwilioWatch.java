// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.account.AccountId;
import io.trunkline.account.TwilioCredentials;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

  TwilioState state(
      AccountId account, Optional<TwilioCredentials> credentials, @Nullable URI publicUrl) {
    var missing = new ArrayList<String>();
    if (credentials.isEmpty()) {
      missing.add(
          "No credentials, so nothing is sent and every callback is refused"
              + " (trunkline.account.twilio.account-sid and auth-token)");
    } else if (credentials.get().signingTokens().isEmpty()) {
      missing.add(
          "No auth token, so every callback is refused: an API key signs none"
              + " (trunkline.account.twilio.auth-token)");
    }
    if (publicUrl == null) {
      missing.add(
          "No public URL, so no status callback is asked for and every callback is refused"
              + " (trunkline.twilio.public-url)");
    }
    var failure = failures.get(account);
    return new TwilioState(
        missing,
        successes.get(account),
        failure == null ? null : failure.at(),
        failure == null ? null : failure.why());
  }
}
