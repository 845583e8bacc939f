// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

/** A command line that makes no sense; the message says why in a sentence. */
final class MisunderstoodException extends RuntimeException {
  MisunderstoodException(String problem) {
    super(problem);
  }
}
