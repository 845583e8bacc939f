// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.seedfile;

import org.jspecify.annotations.Nullable;

/** A seed file that cannot be meant; the message says where and why. */
public final class SeedFileException extends RuntimeException {
  /** The place is a JSON pointer, or a line and a column where it is no JSON. */
  SeedFileException(String place, String problem, @Nullable Throwable cause) {
    super((place.isEmpty() ? "" : "At " + place + ": ") + problem, cause);
  }
}
