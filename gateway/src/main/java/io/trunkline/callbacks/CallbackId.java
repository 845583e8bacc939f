// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code cb_…} */
public record CallbackId(UUID value) {

  public static CallbackId parse(String text) {
    return new CallbackId(Ids.read("cb", text));
  }

  @Override
  public String toString() {
    return Ids.write("cb", value);
  }
}
