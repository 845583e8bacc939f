// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.message;

/** Who began a message. */
public enum Direction {
  /** A person texted one of our numbers. */
  INBOUND("inbound"),
  /** A request to the REST API. */
  OUTBOUND_API("outbound-api"),
  /** The answer to an inbound message: by TwiML, or by Twilio itself to a stop word. */
  OUTBOUND_REPLY("outbound-reply");

  private final String wire;

  Direction(String wire) {
    this.wire = wire;
  }

  /** Twilio's name. */
  public String wire() {
    return wire;
  }
}
