// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

/** Somebody else already listens on the port. */
public final class PortTakenException extends RuntimeException {
  public PortTakenException(int port) {
    super("Port " + port + " is already in use; choose another, or 0 for any free one.");
  }
}
