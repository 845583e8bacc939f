// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.id.Ids;
import java.util.UUID;

/** {@code pool_…} */
public record PoolId(UUID value) {

  @Override
  public String toString() {
    return Ids.write("pool", value);
  }
}
