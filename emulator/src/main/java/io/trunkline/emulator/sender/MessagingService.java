// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A pool of senders under one SID, with what holds for all messages through it.
 *
 * @param settings what the account configured, by the names of the REST parameters ({@code
 *     StatusCallback}), and the defaults for the rest
 */
public record MessagingService(
    String sid, String accountSid, Map<String, String> settings, Instant created, Instant updated) {
  /** What a service does that was given nothing but a name. An empty URL is none. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("InboundRequestUrl", ""),
          Map.entry("InboundMethod", "POST"),
          Map.entry("FallbackUrl", ""),
          Map.entry("FallbackMethod", "POST"),
          Map.entry("StatusCallback", ""),
          Map.entry("StickySender", "true"),
          Map.entry("MmsConverter", "true"),
          Map.entry("SmartEncoding", "true"),
          Map.entry("ScanMessageContent", "inherit"),
          Map.entry("FallbackToLongCode", "false"),
          Map.entry("AreaCodeGeomatch", "false"),
          Map.entry("ValidityPeriod", "36000"),
          Map.entry("SynchronousValidation", "false"),
          Map.entry("Usecase", "undeclared"),
          Map.entry("UseInboundWebhookOnNumber", "false"));

  public MessagingService {
    settings = merged(DEFAULTS, settings);
  }

  /** The setting, or {@code ""} if it was never set. */
  public String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  /** Whether a setting that is true or false is true. */
  public boolean is(String name) {
    return Boolean.parseBoolean(setting(name));
  }

  MessagingService with(Map<String, String> changes, Instant now) {
    return new MessagingService(sid, accountSid, merged(settings, changes), created, now);
  }

  private static Map<String, String> merged(
      Map<String, String> settings, Map<String, String> changes) {
    var merged = new HashMap<>(settings);
    merged.putAll(changes);
    return Map.copyOf(merged);
  }
}
