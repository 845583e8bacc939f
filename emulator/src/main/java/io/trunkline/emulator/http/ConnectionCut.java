// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

/** Thrown by a handler to close the connection without an answer. */
public final class ConnectionCut extends RuntimeException {
  public ConnectionCut() {
    super("The connection is to be closed without an answer", null, false, false);
  }
}
