// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.problem.RefusalCode;

/** Why an account or a key is not what somebody wants. */
public enum AccountRefusal implements RefusalCode {
  INVALID_ACCOUNT_NAME(422, "An account has a short lower-case name"),
  ACCOUNT_EXISTS(409, "There is such an account already"),
  UNKNOWN_ACCOUNT(404, "There is no such account"),
  UNKNOWN_API_KEY(404, "There is no such API key"),
  NO_ENCRYPTION_KEY(409, "Secrets cannot be kept without an encryption key");

  private final int status;
  private final String title;

  AccountRefusal(int status, String title) {
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
