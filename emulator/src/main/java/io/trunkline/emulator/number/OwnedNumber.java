// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A number that an account rents.
 *
 * @param settings what the account configured, by the names of the REST parameters ({@code SmsUrl})
 */
public record OwnedNumber(
    String sid,
    String accountSid,
    String phoneNumber,
    Map<String, String> settings,
    Instant created,
    Instant updated) {
  public OwnedNumber {
    settings = Map.copyOf(settings);
  }

  /** The setting, or {@code ""} if it was never set. */
  public String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  OwnedNumber with(Map<String, String> changes, Instant now) {
    var merged = new HashMap<>(settings);
    merged.putAll(changes);
    return new OwnedNumber(sid, accountSid, phoneNumber, merged, created, now);
  }

  OwnedNumber ownedBy(String account, Instant now) {
    return new OwnedNumber(sid, account, phoneNumber, settings, created, now);
  }
}
