// SPDX-License-Identifier: Apache-2.0
package io.trunkline.consent;

import io.trunkline.problem.RefusalCode;

/** Why a number is not checked. */
public enum NumberCheckRefusal implements RefusalCode {
  NO_CONSENT_TO_CHECK(422, "Nothing shows when the recipient had the number");

  private final int status;
  private final String title;

  NumberCheckRefusal(int status, String title) {
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
