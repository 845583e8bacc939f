// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code msg_…}; later messages have greater ids. */
public record MessageId(UUID value) {

  /**
   * @throws IllegalArgumentException if it is not written like one
   */
  public static MessageId parse(String text) {
    return new MessageId(Ids.read("msg", text));
  }

  @Override
  public String toString() {
    return Ids.write("msg", value);
  }
}
