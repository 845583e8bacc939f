// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code evt_…} */
public record EventId(UUID value) {

  public static EventId parse(String text) {
    return new EventId(Ids.read("evt", text));
  }

  @Override
  public String toString() {
    return Ids.write("evt", value);
  }
}
