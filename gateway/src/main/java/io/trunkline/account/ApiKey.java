// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import java.time.Instant;
import java.util.Set;

/**
 * A key as it is stored; the secret itself is not.
 *
 * @param name what its owner calls it
 */
public record ApiKey(
    ApiKeyId id, AccountId account, String name, Set<Scope> scopes, Instant createdAt) {

  public ApiKey {
    scopes = Set.copyOf(scopes);
  }
}
