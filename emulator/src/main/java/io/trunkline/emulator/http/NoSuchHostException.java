// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.http;

/** Nothing can listen there: this machine has no such name or address. */
public final class NoSuchHostException extends RuntimeException {
  public NoSuchHostException(String host) {
    super("This machine has no address '" + host + "' to listen at.");
  }
}
