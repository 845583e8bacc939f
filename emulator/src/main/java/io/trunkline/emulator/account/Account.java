// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.account;

import java.time.Instant;

/**
 * A Twilio account with its primary auth token, which also signs callbacks.
 *
 * @param kind live, or the test credentials that touch nothing
 * @param ownerSid the parent of a subaccount; its own SID otherwise
 */
public record Account(
    String sid,
    String authToken,
    String friendlyName,
    Kind kind,
    String ownerSid,
    Instant created) {
  /** What an account's requests may do. */
  public enum Kind {
    LIVE,
    /** Twilio's test credentials: magic numbers answer, nothing is sent or stored. */
    TEST
  }

  public boolean isTest() {
    return kind == Kind.TEST;
  }

  public boolean isSubaccount() {
    return !ownerSid.equals(sid);
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "Account[" + sid + "]";
  }
}
