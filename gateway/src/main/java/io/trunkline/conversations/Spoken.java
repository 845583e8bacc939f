// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import java.time.Instant;

/**
 * One message of a conversation.
 *
 * @param body its words; empty if it had none
 * @param at when it came in, or was accepted
 */
public record Spoken(ConversationKey conversation, String body, Instant at) {

  /** Without the body. */
  @Override
  public String toString() {
    return "Spoken[" + conversation + ", " + at + "]";
  }
}
