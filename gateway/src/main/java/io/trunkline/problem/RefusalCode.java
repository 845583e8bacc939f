// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

/** One way of saying no; implemented by one enum in each room. */
public interface RefusalCode {

  /** The name of the enum constant. */
  String name();

  /** The HTTP status, 4xx or 5xx. */
  int status();

  /** A short sentence, the same for each occurrence. */
  String title();

  /** The stable, public name in {@code snake_case}; callers program against it. */
  default String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
