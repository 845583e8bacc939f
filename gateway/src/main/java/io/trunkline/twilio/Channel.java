// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.phone.PhoneNumber;

/** What a message travels by. */
public enum Channel {
  /** A text. */
  SMS(""),
  /** A text with media, or a long one in one piece; carriers of the US and Canada. */
  MMS(""),
  WHATSAPP("whatsapp:"),
  RCS("rcs:"),
  /** A call in which the text is read aloud. */
  VOICE("");

  private final String prefix;

  Channel(String prefix) {
    this.prefix = prefix;
  }

  /** Whether it carries content of Twilio's ({@code HX…}), which has more to show than a text. */
  public boolean carriesContent() {
    return this == WHATSAPP || this == RCS;
  }

  /** The number as Twilio writes it in this channel, {@code whatsapp:+1…}. */
  public String address(PhoneNumber number) {
    return address(number.e164());
  }

  /** What stands without the channel in front, a number or a name, with it. */
  public String address(String bare) {
    return prefix + bare;
  }
}
