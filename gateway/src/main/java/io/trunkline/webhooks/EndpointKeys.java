// SPDX-License-Identifier: Apache-2.0
package io.trunkline.webhooks;

import io.trunkline.account.AccountId;
import io.trunkline.account.Accounts;
import io.trunkline.webhooks.EndpointStore.Sealed;
import java.security.SecureRandom;
import java.time.Instant;

/** Makes, seals and opens the secrets of endpoints. */
final class EndpointKeys {

  private static final int BYTES = 32;

  private final Accounts accounts;
  private final SecureRandom random = new SecureRandom();

  EndpointKeys(Accounts accounts) {
    this.accounts = accounts;
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
