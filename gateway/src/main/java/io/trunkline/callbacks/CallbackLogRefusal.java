// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalCode;
import io.trunkline.problem.RefusalException;

/** Why a kept callback is not shown. */
public enum CallbackLogRefusal implements RefusalCode {
  UNKNOWN_CALLBACK(404, "There is no such callback"),
  SEARCH_TOO_WIDE(422, "The search would take too long");

  private final int status;
  private final String title;

  CallbackLogRefusal(int status, String title) {
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

  /** There is none with this id, or what is written there is no id at all. */
  public static RefusalException unknown(String id) {
    return Refusal.of(UNKNOWN_CALLBACK, "There is no callback " + id).asException();
  }
}
