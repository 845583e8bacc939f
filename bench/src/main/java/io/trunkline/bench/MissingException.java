// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

/**
 * Something that a measurement needs is not on this machine; the message says what, and how to get
 * it.
 */
final class MissingException extends RuntimeException {
  MissingException(String what) {
    super(what);
  }
}
