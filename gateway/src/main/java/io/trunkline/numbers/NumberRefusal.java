// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.problem.RefusalCode;

/** Why there is nothing to send from. */
public enum NumberRefusal implements RefusalCode {
  UNKNOWN_SENDER(422, "There is no such sender"),
  NO_SENDER(422, "There is no default sender"),
  INVALID_SENDER(422, "A sender cannot look like that");

  private final int status;
  private final String title;

  NumberRefusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
