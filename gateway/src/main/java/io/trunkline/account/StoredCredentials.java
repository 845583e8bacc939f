// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.trunkline.problem.Refusal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed credentials of the accounts that are opened at run time. */
final class StoredCredentials {

  private static final Logger log = LoggerFactory.getLogger(StoredCredentials.class);

  private final AccountStore store;
  private final Optional<CredentialSeal> seal;
  private final Cache<AccountId, Optional<TwilioCredentials>> opened =
      Caffeine.newBuilder().expireAfterWrite(Accounts.MEMORY).maximumSize(10_000).build();

  StoredCredentials(AccountStore store, Optional<CredentialSeal> seal) {
    this.store = store;
    this.seal = seal;
  }

  Optional<TwilioCredentials> of(AccountId account) {
    return opened.get(
        account,
        id ->
            store
                .sealedCredentials(id)
                .flatMap(bytes -> seal.flatMap(opener -> open(opener, id, bytes))));
  }

  /** What does not open leaves its account without credentials, and the others alone. */
  private static Optional<TwilioCredentials> open(
      CredentialSeal opener, AccountId id, byte[] bytes) {
    try {
      return Optional.of(opener.open(id, bytes));
    } catch (IllegalStateException e) {
      log.error("{} cannot send: {}", id, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * @throws io.trunkline.problem.RefusalException if there is no key to seal with
   */
  CredentialSeal mustHaveSeal() {
    return seal.orElseThrow(
        () ->
            Refusal.of(
                    AccountRefusal.NO_ENCRYPTION_KEY,
                    "Set trunkline.account.encryption-key (openssl rand -base64 32)")
                .asException());
  }

  /**
   * Changes what is stored, unless somebody else does so at the same time.
   *
   * @throws io.trunkline.problem.RefusalException if there is nothing to change, or somebody else
   *     was faster
   */
  void change(AccountId account, UnaryOperator<TwilioCredentials> change) {
    var sealer = mustHaveSeal();
    var before =
        store
            .sealedCredentials(account)
            .orElseThrow(
                () ->
                    Refusal.of(AccountRefusal.UNKNOWN_ACCOUNT, "It has no credentials here")
                        .asException());
    var after = sealer.seal(account, change.apply(sealer.open(account, before)));
    if (!store.replaceCredentials(account, before, after)) {
      throw Refusal.of(AuthTokenRefusal.CREDENTIALS_CHANGED, "Look at them, and try again")
          .asException();
    }
    opened.invalidate(account);
  }
}
