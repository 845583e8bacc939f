// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code snd_…} */
public record SenderId(UUID value) {

  public static SenderId parse(String text) {
    return new SenderId(Ids.read("snd", text));
  }

  @Override
  public String toString() {
    return Ids.write("snd", value);
  }
}
