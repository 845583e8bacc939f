// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioState;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while something is not configured or the last request went wrong.
 * Never {@code DOWN}: texts are accepted and wait, so a balancer that took the server out would
 * make it worse. Asks Twilio nothing.
 */
final class TwilioHealth implements HealthIndicator {

  private final Twilio twilio;
  private final Callbacks callbacks;
  private final Accounts accounts;

  TwilioHealth(Twilio twilio, Callbacks callbacks, Accounts accounts) {
    this.twilio = twilio;
    this.callbacks = callbacks;
    this.accounts = accounts;
  }

  @Override
  public Health health() {
    var account = accounts.configured().id();
    var state = twilio.state(account);
    var missing =
        Stream.concat(state.missing().stream(), callbacks.missing(account).stream()).toList();
    var healthy = missing.isEmpty() && !failing(state);
    var health = healthy ? Health.up() : Health.status(HealthConfiguration.DEGRADED);
    if (!missing.isEmpty()) {
      health.withDetail("missing", missing);
    }
    if (state.lastSuccess() != null) {
      health.withDetail("lastSuccess", state.lastSuccess());
    }
    if (state.lastFailure() != null) {
      health.withDetail("lastFailure", state.lastFailure());
    }
    if (state.lastFailureWhy() != null) {
      health.withDetail("lastFailureWhy", state.lastFailureWhy());
    }
    return health.build();
  }

  private static boolean failing(TwilioState state) {
    return state.lastFailure() != null
        && (state.lastSuccess() == null || state.lastFailure().isAfter(state.lastSuccess()));
  }
}
