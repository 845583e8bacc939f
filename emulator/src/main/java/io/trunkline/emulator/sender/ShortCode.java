// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A short code that an account leases.
 *
 * @param code 3 to 8 digits
 * @param country whose phones it reaches, by its ISO code
 * @param settings what the account configured, by the names of the REST parameters ({@code SmsUrl})
 */
public record ShortCode(
    String sid,
    String accountSid,
    String code,
    String country,
    Map<String, String> settings,
    Instant created,
    Instant updated) {
  public ShortCode {
    settings = Map.copyOf(settings);
  }

  /** The setting, or {@code ""} if it was never set. */
  public String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  ShortCode with(Map<String, String> changes, Instant now) {
    var merged = new HashMap<>(settings);
    merged.putAll(changes);
    return new ShortCode(sid, accountSid, code, country, merged, created, now);
  }
}
