// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.problem.RefusalException;
import io.trunkline.webhooks.SecretStore.Sealed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, seals, exchanges and opens the secrets of endpoints. Safe for any number of threads. */
final class EndpointKeys {

  /**
   * For so long nothing is signed after a secret has not opened: that is no fault of a receiver.
   */
  static final Duration REST = Duration.ofMinutes(1);

  /** After which nobody knows whether it still does not: nothing was due. */
  private static final Duration KNOWN = REST.multipliedBy(10);

  private static final Logger log = LoggerFactory.getLogger(EndpointKeys.class);

  private static final int BYTES = 32;

  private final Accounts accounts;
  private final SecretStore store;
  private final SecureRandom random = new SecureRandom();

  /** Of this node: others may have the key that it lacks. */
  private final Map<WebhookEndpointId, Instant> shut = new ConcurrentHashMap<>();

  EndpointKeys(Accounts accounts, SecretStore store) {
    this.accounts = accounts;
    this.store = store;
  }

  WebhookSecret fresh() {
    var key = new byte[BYTES];
    random.nextBytes(key);
    return WebhookSecret.of(key);
  }

  /**
   * @throws io.trunkline.problem.RefusalException if there is no key to seal with
   */
  byte[] seal(AccountId account, WebhookEndpointId endpoint, WebhookSecret secret) {
    return accounts.seal(account, use(endpoint), secret.key());
  }

  Sealed sealed(WebhookEndpointId endpoint) {
    return store.find(endpoint);
  }

  /**
   * What signs from now on; empty if there is no such endpoint any more.
   *
   * @throws io.trunkline.problem.RefusalException if there is no key to seal with
   */
  Optional<WebhookSecrets> rotate(
      AccountId account,
      WebhookEndpointId endpoint,
      WebhookSecret secret,
      Instant oldUntil,
      Instant now) {
    var rotated =
        store
            .rotate(endpoint, seal(account, endpoint, secret), oldUntil, now)
            .map(kept -> open(account, endpoint, kept, now));
    shut.remove(endpoint);
    return rotated;
  }

  /** Empty if they do not open on this node, or it has no key. */
  Optional<WebhookSecrets> tryToOpen(
      AccountId account, WebhookEndpointId endpoint, Sealed sealed, Instant now) {
    try {
      var secrets = open(account, endpoint, sealed, now);
      shut.remove(endpoint);
      return Optional.of(secrets);
    } catch (IllegalStateException | RefusalException e) {
      if (shut.put(endpoint, now) == null) {
        log.error(
            "The secret of the webhook endpoint {} does not open with the encryption keys of this"
                + " node, which sends nothing there until it does: {}",
            endpoint,
            e.getMessage());
      }
      return Optional.empty();
    }
  }

  /** Whether its secret has just not opened, so that there is no use in trying. */
  boolean isShut(WebhookEndpointId endpoint, Instant now) {
    var since = shut.get(endpoint);
    return since != null && now.isBefore(since.plus(REST));
  }

  /** Those whose secrets have not opened on this node lately. */
  Set<WebhookEndpointId> shut(Instant now) {
    shut.values().removeIf(since -> since.plus(KNOWN).isBefore(now));
    return Set.copyOf(shut.keySet());
  }

  /**
   * @throws IllegalStateException if they do not open
   * @throws RefusalException if there is no key
   */
  private WebhookSecrets open(
      AccountId account, WebhookEndpointId endpoint, Sealed sealed, Instant now) {
    var current = open(account, endpoint, sealed.current());
    var old = sealed.old();
    var until = sealed.oldUntil();
    return old == null || until == null || !until.isAfter(now)
        ? new WebhookSecrets(current, null, null)
        : new WebhookSecrets(current, open(account, endpoint, old), until);
  }

  private WebhookSecret open(AccountId account, WebhookEndpointId endpoint, byte[] sealed) {
    return WebhookSecret.of(accounts.unseal(account, use(endpoint), sealed));
  }

  private static String use(WebhookEndpointId endpoint) {
    return "webhooks of " + endpoint;
  }
}
