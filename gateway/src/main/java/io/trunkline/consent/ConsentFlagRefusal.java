// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.problem.RefusalCode;

/** Why a flag is not resolved. */
public enum ConsentFlagRefusal implements RefusalCode {
  UNKNOWN_FLAG(404, "There is no such flag"),
  FLAG_RESOLVED(409, "The flag is resolved");

  private final int status;
  private final String title;

  ConsentFlagRefusal(int status, String title) {
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
