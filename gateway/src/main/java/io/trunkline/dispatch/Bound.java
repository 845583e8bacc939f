// SPDX-License-Identifier: Apache-2.0
package io.trunkline.dispatch;

import java.util.UUID;

/**
 * How many rows each node works on at once, of all lanes together that name it.
 *
 * @param atOnce at least 1; so many places, and no more, can be held by what works slowly there
 */
public record Bound(UUID id, int atOnce) {

  public Bound {
    if (atOnce < 1) {
      throw new IllegalArgumentException("At least one row is worked on at once");
    }
  }
}
