// SPDX-License-Identifier: Apache-2.0
package io.trunkline.conversations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.conversations.ConversationQuery.Place;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A conversation as our REST API shows it.
 *
 * @param windowClosesAt until when they may be written to freely; WhatsApp only, and only once they
 *     have written
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationView(
    String id,
    String channel,
    String sender,
    String contact,
    int unread,
    LastMessage lastMessage,
    @Nullable Instant lastInboundAt,
    @Nullable Instant lastOutboundAt,
    @Nullable Instant windowClosesAt,
    Instant createdAt) {

  record LastMessage(String direction, Instant at, String preview) {

    /** Without the preview. */
    @Override
    public String toString() {
      return "LastMessage[" + direction + ", " + at + "]";
    }
  }

  /**
   * Some of the conversations asked for.
   *
   * @param next the cursor of the next page, for the parameter {@code after}; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<ConversationView> data, @Nullable String next) {

    /**
     * @param found one more than the page holds, if there are more
     */
    static Page of(List<Conversation> found, int size) {
      return new Page(
          found.stream().limit(size).map(ConversationView::of).toList(),
          found.size() > size ? Place.of(found.get(size - 1)).toString() : null);
    }
  }

  static ConversationView of(Conversation conversation) {
    var key = conversation.key();
    var inbound = conversation.lastInboundAt();
    return new ConversationView(
        conversation.id().toString(),
        key.channel().name().toLowerCase(Locale.ROOT),
        key.sender(),
        key.contact(),
        conversation.unread(),
        new LastMessage(
            conversation.theirTurnWasLast() ? "inbound" : "outbound",
            conversation.lastActivityAt(),
            conversation.preview()),
        inbound,
        conversation.lastOutboundAt(),
        inbound == null || key.channel() != Channel.WHATSAPP
            ? null
            : inbound.plus(Conversations.WHATSAPP_WINDOW),
        conversation.createdAt());
  }

  /** Without preview and addresses. */
  @Override
  public String toString() {
    return "ConversationView[" + id + "]";
  }
}
