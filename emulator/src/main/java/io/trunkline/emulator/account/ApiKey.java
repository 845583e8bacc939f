// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import java.time.Instant;

/**
 * An API key of an account.
 *
 * @param main whether it may also manage accounts and keys; a standard key may not
 */
public record ApiKey(
    String sid,
    String secret,
    String accountSid,
    String friendlyName,
    boolean main,
    Instant created,
    Instant updated) {
  ApiKey named(String name, Instant now) {
    return new ApiKey(sid, secret, accountSid, name, main, created, now);
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "ApiKey[" + sid + "]";
  }
}
