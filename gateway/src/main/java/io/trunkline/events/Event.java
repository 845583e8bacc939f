// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.account.AccountId;
import java.time.Instant;

/**
 * Something that has happened.
 *
 * @param subject the id of the thing that it has happened to
 * @param data a JSON object: the thing as it was right after that
 */
public record Event(
    EventId id, AccountId account, String type, String subject, Instant at, String data) {

  /** The data holds numbers and bodies, and is never printed. */
  @Override
  public String toString() {
    return "Event[" + id + ", " + type + ", " + subject + "]";
  }
}
