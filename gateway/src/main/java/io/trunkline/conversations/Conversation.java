// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is now.
 *
 * @param service the Messaging Service that their last message came through; absent if it came
 *     through none
 * @param lastInboundAt when they last wrote; absent until they do
 * @param lastOutboundAt when we last wrote; absent until we do
 * @param lastActivityAt the later of the two
 * @param preview how the latest message begins, up to 160 characters
 * @param unread messages that came in since it was last read
 */
public record Conversation(
    ConversationId id,
    ConversationKey key,
    @Nullable String service,
    @Nullable Instant lastInboundAt,
    @Nullable Instant lastOutboundAt,
    Instant lastActivityAt,
    String preview,
    int unread,
    Instant createdAt) {

  /** Whether the latest message is theirs. */
  public boolean theirTurnWasLast() {
    return lastActivityAt.equals(lastInboundAt);
  }

  /** Without preview and addresses. */
  @Override
  public String toString() {
    return "Conversation[" + id + ", " + key + "]";
  }
}
