// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code key_…} */
public record ApiKeyId(UUID value) {

  public static ApiKeyId parse(String text) {
    return new ApiKeyId(Ids.read("key", text));
  }

  @Override
  public String toString() {
    return Ids.write("key", value);
  }
}
