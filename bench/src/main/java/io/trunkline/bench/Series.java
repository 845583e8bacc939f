// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measurements of one thing, in one unit. */
final class Series {
  private final List<Double> values = new ArrayList<>();

  static Series of(double value) {
    var series = new Series();
    series.add(value);
    return series;
  }

  void add(double value) {
    values.add(value);
  }

  double latest() {
    return values.getLast();
  }

  double median() {
    return percentile(50);
  }

  /** The least value that so many per cent of all do not exceed; of 50 the median. */
  double percentile(double percent) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    if (percent == 50 && sorted.size() % 2 == 0) {
      return (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
    int at = (int) Math.ceil(sorted.size() * percent / 100);
    return sorted.get(Math.clamp(at - 1, 0, sorted.size() - 1));
  }

  /** Least, median and most as cells of a table; of a single value only that one. */
  String cells(String format) {
    return values.size() == 1
        ? String.format(Locale.ROOT, " | " + format + " | ", median())
        : String.format(
            Locale.ROOT,
            format + " | " + format + " | " + format,
            percentile(0),
            median(),
            percentile(100));
  }
}
