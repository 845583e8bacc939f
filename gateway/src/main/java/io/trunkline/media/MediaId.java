// SPDX-License-Identifier: Apache-2.0
package io.trunkline.media;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code med_…} */
public record MediaId(UUID value) {

  public static MediaId parse(String text) {
    return new MediaId(Ids.read("med", text));
  }

  @Override
  public String toString() {
    return Ids.write("med", value);
  }
}
