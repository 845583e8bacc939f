// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.health;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.callbacks.Callbacks;
import io.trunkline.handover.Circuit;
import io.trunkline.handover.CircuitState;
import io.trunkline.handover.Circuits;
import io.trunkline.tokens.AuthTokens;
import io.trunkline.twilio.Twilio;
import io.trunkline.twilio.TwilioState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@code UP}, or {@code DEGRADED} while something is not configured, the last request went wrong or
 * some account's messages are held. Never {@code DOWN}: texts are accepted and wait, so a balancer
 * that took the server out would make it worse. Asks Twilio nothing.
 */
final class TwilioHealth implements HealthIndicator {

  private final Twilio twilio;
  private final Callbacks callbacks;
  private final AuthTokens tokens;
  private final Circuits circuits;
  private final Accounts accounts;

  TwilioHealth(
      Twilio twilio, Callbacks callbacks, AuthTokens tokens, Circuits circuits, Accounts accounts) {
    this.twilio = twilio;
    this.callbacks = callbacks;
    this.tokens = tokens;
    this.circuits = circuits;
    this.accounts = accounts;
  }

  @Override
  public Health health() {
    var account = accounts.configured().id();
    var state = twilio.state(account);
    var missing =
        Stream.concat(state.missing().stream(), callbacks.missing(account).stream()).toList();
    var notClosed = notClosed(account);
    var healthy =
        missing.isEmpty()
            && !failing(state)
            && notClosed.stream().noneMatch(circuit -> circuit.state() == CircuitState.OPEN);
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
    var rotation = tokens.rotation(account);
    if (!rotation.isEmpty()) {
      health.withDetail("authTokens", rotation);
    }
    if (!notClosed.isEmpty()) {
      health.withDetail("circuits", notClosed.stream().map(TwilioHealth::details).toList());
    }
    return health.build();
  }

  /**
   * The configured account's may be missing in the database, where only credentials are missing.
   */
  private List<Circuit> notClosed(AccountId configured) {
    var others = circuits.notClosed().stream().filter(one -> !one.account().equals(configured));
    return Stream.concat(Stream.of(circuits.of(configured)), others)
        .filter(circuit -> circuit.state() != CircuitState.CLOSED)
        .toList();
  }

  private static Map<String, Object> details(Circuit circuit) {
    var details = new LinkedHashMap<String, Object>();
    details.put("account", circuit.account().toString());
    details.put("state", circuit.state().name().toLowerCase(Locale.ROOT));
    if (circuit.since() != null) {
      details.put("since", circuit.since());
    }
    if (circuit.why() != null) {
      details.put("why", circuit.why());
    }
    if (circuit.errorCode() != null) {
      details.put("errorCode", circuit.errorCode());
    }
    if (circuit.nextProbe() != null && circuit.state() == CircuitState.OPEN) {
      details.put("nextProbe", circuit.nextProbe());
    }
    return details;
  }

  private static boolean failing(TwilioState state) {
    return state.lastFailure() != null
        && (state.lastSuccess() == null || state.lastFailure().isAfter(state.lastSuccess()));
  }
}
