// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.twiml;

/** The document cannot be used, with Twilio's code for why. */
public final class TwimlException extends Exception {
  private final int code;

  TwimlException(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public int code() {
    return code;
  }
}
