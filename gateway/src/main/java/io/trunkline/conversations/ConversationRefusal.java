// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import io.trunkline.problem.RefusalCode;

/** Why there is no such conversation to show. */
public enum ConversationRefusal implements RefusalCode {
  UNKNOWN_CONVERSATION(404, "There is no such conversation"),
  INVALID_CONVERSATION_CURSOR(422, "The cursor is not one of ours");

  private final int status;
  private final String title;

  ConversationRefusal(int status, String title) {
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
