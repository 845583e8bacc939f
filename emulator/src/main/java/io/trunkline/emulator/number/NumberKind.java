// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.number;

/** Kinds of numbers, in the order in which they are listed. */
public enum NumberKind {
  LOCAL("Local", "local"),
  MOBILE("Mobile", "mobile"),
  NATIONAL("National", "national"),
  TOLL_FREE("TollFree", "toll free");

  private final String path;
  private final String words;

  NumberKind(String path, String words) {
    this.path = path;
    this.words = words;
  }

  /** As in paths: {@code TollFree}. */
  public String path() {
    return path;
  }

  /** As in prices: {@code toll free}. */
  public String words() {
    return words;
  }

  /** As a member's name: {@code toll_free}. */
  public String member() {
    return words.replace(' ', '_');
  }

  /** As the type of a number: {@code toll-free}. */
  public String type() {
    return words.replace(' ', '-');
  }
}
