// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param service the Messaging Service that it came through; null if none, or if it is ours
 * @param body its words; empty if it had none
 * @param at when it came in, or was handed over
 */
public record Spoken(
    ConversationKey conversation, @Nullable String service, String body, Instant at) {

  /** Without the body. */
  @Override
  public String toString() {
    return "Spoken[" + conversation + ", " + at + "]";
  }
}
