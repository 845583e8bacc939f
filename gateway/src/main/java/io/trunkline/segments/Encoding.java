// SPDX-License-Identifier: Apache-2.0
package io.trunkline.segments;

/** How the characters of a text travel. */
public enum Encoding {
  /** Seven bits a character of the GSM default alphabet, fourteen for those of its extension. */
  GSM_7,
  /** Sixteen bits for each UTF-16 code unit; one character outside GSM 03.38 forces it. */
  UCS_2
}
