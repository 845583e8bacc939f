// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.demo;

/** A step of the story saw something else than it should have seen, which is the message. */
final class StepFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StepFailedException(String seen) {
    super(seen, null, false, false);
  }
}
