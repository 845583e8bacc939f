// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A pool of senders under one SID, with what holds for all messages through it.
 *
 * @param settings what the account configured, by the names of the REST parameters ({@code
 *     StatusCallback})
 */
public record MessagingService(
    String sid, String accountSid, Map<String, String> settings, Instant created, Instant updated) {
  public MessagingService {
    settings = Map.copyOf(settings);
  }

  /** The setting, or {@code ""} if it was never set. */
  public String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  MessagingService with(Map<String, String> changes, Instant now) {
    var merged = new HashMap<>(settings);
    merged.putAll(changes);
    return new MessagingService(sid, accountSid, merged, created, now);
  }
}
