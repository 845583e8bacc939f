// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.price;

/** Kinds of numbers, in the order in which prices are listed. */
public enum NumberKind {
  LOCAL("local"),
  MOBILE("mobile"),
  NATIONAL("national"),
  TOLL_FREE("toll free");

  private final String wire;

  NumberKind(String wire) {
    this.wire = wire;
  }

  /** As the Pricing API writes it. */
  public String wire() {
    return wire;
  }
}
