// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key of an account.
 *
 * @param main whether it may also manage accounts and keys; a standard key may not
 * @param policy what a restricted key may do; null if it is not restricted
 */
public record ApiKey(
    String sid,
    String secret,
    String accountSid,
    String friendlyName,
    boolean main,
    @Nullable KeyPolicy policy,
    Instant created,
    Instant updated) {
  /** A key that is not restricted. */
  public ApiKey(
      String sid,
      String secret,
      String accountSid,
      String friendlyName,
      boolean main,
      Instant created,
      Instant updated) {
    this(sid, secret, accountSid, friendlyName, main, null, created, updated);
  }

  ApiKey with(String name, @Nullable KeyPolicy newPolicy, Instant now) {
    return new ApiKey(sid, secret, accountSid, name, main, newPolicy, created, now);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "ApiKey[" + sid + "]";
  }
}
