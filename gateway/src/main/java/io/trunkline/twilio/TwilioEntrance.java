// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.util.Map;
import java.util.Set;

/**
 * A thing of Twilio's that has addresses to call: what is configured at it.
 *
 * @param sid {@code PN…} or {@code MG…}
 * @param name the number in E.164, or what people call the service
 * @param settings by their names at Twilio, {@code sms_url}; an empty text for none
 * @param members the SIDs of the numbers in a service
 */
public record TwilioEntrance(
    Kind kind, String sid, String name, Map<String, String> settings, Set<String> members) {

  /** What it is. */
  public enum Kind {
    NUMBER,
    SERVICE
  }

  public TwilioEntrance {
    settings = Map.copyOf(settings);
    members = Set.copyOf(members);
  }

  /** A setting; empty if it is none or not known. */
  public String setting(String setting) {
    return settings.getOrDefault(setting, "");
  }
}
