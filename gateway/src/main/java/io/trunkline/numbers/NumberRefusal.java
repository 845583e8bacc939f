// SPDX-License-Identifier: Apache-2.0
package io.trunkline.numbers;

import io.trunkline.problem.RefusalCode;

/** Why there is nothing to send from, or why senders and pools cannot be as somebody wants them. */
public enum NumberRefusal implements RefusalCode {
  UNKNOWN_SENDER(422, "There is no such sender"),
  NO_SENDER(422, "There is no default sender"),
  NO_SUITABLE_SENDER(422, "No sender can take this"),
  INVALID_SENDER(422, "A sender cannot look like that"),
  SENDER_NOT_FOUND(404, "There is no such sender"),
  SENDER_IN_USE(409, "The sender is still used"),
  INVALID_POOL(422, "A pool cannot look like that"),
  POOL_NOT_FOUND(404, "There is no such pool"),
  POOL_IN_USE(409, "The pool is still used"),
  NAME_TAKEN(409, "The name already stands for something else"),
  INVALID_PACE(422, "A pace cannot be like that"),
  PACE_NOT_FOUND(404, "There is no such pace");

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
