// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

/** How far a stored callback has come. */
public enum CallbackState {
  /** It is to be applied, for the first time or again. */
  DUE,
  /** Its effect stands. */
  APPLIED,
  /** It was given up, for a person to look at. */
  PARKED
}
