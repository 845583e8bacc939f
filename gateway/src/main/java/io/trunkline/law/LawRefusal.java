// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import io.trunkline.problem.RefusalCode;

/** What can be refused about rule sets. */
public enum LawRefusal implements RefusalCode {
  RULE_SET_EXISTS(409, "There is another rule set of this version"),
  UNKNOWN_RULE_SET(404, "There is no such rule set");

  private final int status;
  private final String title;

  LawRefusal(int status, String title) {
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
