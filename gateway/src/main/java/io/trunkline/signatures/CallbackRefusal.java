// SPDX-License-Identifier: Apache-2.0
package io.trunkline.signatures;

import io.trunkline.problem.RefusalCode;

/** Why a request to a callback path is not believed. */
public enum CallbackRefusal implements RefusalCode {
  INVALID_SIGNATURE(403, "The signature is not one of Twilio's for this address"),
  CALLBACKS_OFF(403, "Callbacks are not accepted because they cannot be verified"),
  UNREADABLE_CALLBACK(400, "The request is not one that Twilio makes");

  private final int status;
  private final String title;

  CallbackRefusal(int status, String title) {
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
