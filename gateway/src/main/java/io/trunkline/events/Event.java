// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that has happened.
 *
 * @param subject the id of the thing that it has happened to
 * @param data a JSON object: the thing as it was right after that
 */
public record Event(
    EventId id, AccountId account, String type, String subject, Instant at, String data) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * The event as every subscriber gets it, whichever way: one line of JSON, the same for ever. Its
   * schema is published at {@code /v3/schemas/events/<type>.json}.
   */
  public String envelope() {
    return "{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\",\"account\":\"%s\",\"subject\":%s,\"data\":%s}"
        .formatted(id, type, at, account, JSON.writeValueAsString(subject), data);
  }

  /** The data holds numbers and bodies, and is never printed. */
  @Override
  public String toString() {
    return "Event[" + id + ", " + type + ", " + subject + "]";
  }
}
