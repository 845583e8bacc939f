// SPDX-License-Identifier: Apache-2.0
package io.trunkline.templates;

/** What a variable is, how its values are given, and how they are said. */
public enum VariableType {
  /** One line, said as it is. */
  TEXT(80, "Ann"),
  /** Several lines, said as they are. */
  MULTILINE(500, "First line\nSecond line"),
  /** {@code 1234.5}, said as the language writes it: {@code 1.234,5}. */
  NUMBER(20, "3"),
  /** {@code 12.50 EUR}, said as the language writes it: {@code 12,50 €}. */
  MONEY(24, "12.50 EUR"),
  /** {@code 2026-11-21}, said as the language writes it: {@code Nov 21, 2026}. */
  DATE(32, "2026-11-21"),
  /** {@code 18:30}, said as the language writes it: {@code 6:30 PM}. */
  TIME(16, "18:30"),
  /** An absolute {@code http} or {@code https} address in ASCII, said as it is. */
  URL(200, "https://example.com/a"),
  /** Letters, digits and hyphens, said as they are. */
  CODE(12, "123456");

  private final int usualMaxLength;
  private final String sample;

  VariableType(int usualMaxLength, String sample) {
    this.usualMaxLength = usualMaxLength;
    this.sample = sample;
  }

  /** How long its values are at most where the variable does not say. */
  public int usualMaxLength() {
    return usualMaxLength;
  }

  /** A value to show to whoever approves. */
  String sample() {
    return sample;
  }
}
