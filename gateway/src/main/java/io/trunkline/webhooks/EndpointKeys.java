// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.webhooks.SecretStore.Sealed;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Makes, seals, exchanges and opens the secrets of endpoints. */
final class EndpointKeys {

  private static final int BYTES = 32;

  private final Accounts accounts;
  private final SecretStore store;
  private final SecureRandom random = new SecureRandom();

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
    return store
        .rotate(endpoint, seal(account, endpoint, secret), oldUntil, now)
        .map(kept -> open(account, endpoint, kept, now));
  }

  /**
   * @throws IllegalStateException if they do not open
   */
  WebhookSecrets open(AccountId account, WebhookEndpointId endpoint, Sealed sealed, Instant now) {
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
