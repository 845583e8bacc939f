// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measurements of one thing, in one unit. */
final class Series {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double least() {
    return sorted().getFirst();
  }

  double most() {
    return sorted().getLast();
  }

  double median() {
    var sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Least, median and most as cells of a table. */
  String cells(String format) {
    return String.format(
        Locale.ROOT, format + " | " + format + " | " + format, least(), median(), most());
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }
}
