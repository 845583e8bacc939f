// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** What a median must reach, or must not exceed. */
record Bar(boolean least, double value) {

  static Bar atLeast(double value) {
    return new Bar(true, value);
  }

  static Bar atMost(double value) {
    return new Bar(false, value);
  }

  /** The bar, and whether it is met. */
  String verdict(double median) {
    var met = least ? median >= value : median <= value;
    var number = new DecimalFormat("#.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return (least ? "≥ " : "≤ ") + number.format(value) + (met ? ", met" : ", missed");
  }
}
