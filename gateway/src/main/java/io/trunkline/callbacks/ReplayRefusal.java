// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.problem.RefusalCode;

/** Why a callback is not shown or applied again. */
public enum ReplayRefusal implements RefusalCode {
  UNKNOWN_CALLBACK(404, "There is no such callback"),
  SEARCH_TOO_WIDE(422, "The search would take too long");

  private final int status;
  private final String title;

  ReplayRefusal(int status, String title) {
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
