// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

/** What a message travels by. */
public enum Channel {
  /** A text. */
  SMS,
  /** A text with media, or a long one in one piece; carriers of the US and Canada. */
  MMS,
  WHATSAPP,
  RCS,
  /** A call in which the text is read aloud. */
  VOICE
}
