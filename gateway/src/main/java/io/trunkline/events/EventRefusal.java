// SPDX-License-Identifier: Apache-2.0
package io.trunkline.events;

import io.trunkline.problem.RefusalCode;

/** Why events are not told. */
public enum EventRefusal implements RefusalCode {
  UNKNOWN_EVENT(404, "There is no such event"),
  EVENTS_GONE(410, "What came after this event is not kept any more"),
  INVALID_EVENT_CURSOR(422, "There is no such event to go on after"),
  TOO_MANY_STREAMS(429, "The account has too many streams open");

  private final int status;
  private final String title;

  EventRefusal(int status, String title) {
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
