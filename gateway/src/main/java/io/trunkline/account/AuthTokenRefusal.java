// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import io.trunkline.problem.RefusalCode;

/** Why an auth token is not exchanged. */
public enum AuthTokenRefusal implements RefusalCode {
  CONFIGURED_BY_PROPERTIES(409, "The tokens of this account stand in its configuration"),
  INVALID_AUTH_TOKEN(422, "This is not an auth token"),
  NO_SECONDARY_TOKEN(409, "The account has no secondary auth token"),
  SECONDARY_TOKEN_EXISTS(409, "The account has a secondary auth token already"),
  CREDENTIALS_CHANGED(409, "Somebody else has changed the credentials meanwhile");

  private final int status;
  private final String title;

  AuthTokenRefusal(int status, String title) {
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
