// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

/** How a person is reached, as far as laws tell it apart. */
public enum Medium {
  /** SMS, MMS, RCS, WhatsApp. */
  TEXT,
  /** A call by a person. */
  VOICE,
  /** A call that reads aloud by itself; rules for {@link #VOICE} bind it as well. */
  AUTOMATIC_VOICE;

  boolean isBoundBy(Medium ruled) {
    return this == ruled || (this == AUTOMATIC_VOICE && ruled == VOICE);
  }
}
