// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code cnv_…} */
public record ConversationId(UUID value) {

  public static ConversationId parse(String text) {
    return new ConversationId(Ids.read("cnv", text));
  }

  @Override
  public String toString() {
    return Ids.write("cnv", value);
  }
}
