// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A message as our REST API shows it, now. What is not known (yet) is left out. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record MessageView(
    String id,
    String direction,
    String status,
    String to,
    String from,
    @Nullable String pool,
    @Nullable String sentFrom,
    String channel,
    @Nullable String purpose,
    @JsonInclude String body,
    List<String> mediaUrls,
    @Nullable String template,
    @Nullable Integer templateVersion,
    @Nullable String language,
    String encoding,
    int segments,
    @Nullable Instant heldUntil,
    @Nullable String heldBecause,
    @Nullable Instant expiresAt,
    List<String> furtherChannels,
    @Nullable String continues,
    @Nullable String continuedAs,
    @Nullable BigDecimal estimatedPrice,
    @Nullable BigDecimal price,
    @Nullable String currency,
    @Nullable String reference,
    @JsonInclude Map<String, String> metadata,
    @Nullable String twilioSid,
    @Nullable Integer errorCode,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * The answer to a message accepted. Made of what never changes, so that a repeated request gets
   * the same, whatever has become of the message since.
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Accepted(
      String id,
      String status,
      String to,
      String from,
      String channel,
      @Nullable String purpose,
      String encoding,
      int segments,
      @Nullable BigDecimal estimatedPrice,
      @Nullable String currency,
      @Nullable Instant heldUntil,
      @Nullable String heldBecause,
      Instant createdAt) {

    static Accepted of(Message message) {
      return new Accepted(
          message.id().toString(),
          (message.hold().until() == null ? MessageStatus.ACCEPTED : MessageStatus.HELD).code(),
          message.to(),
          message.from(),
          lower(message.channel()),
          purposeOf(message),
          lower(message.encoding()),
          message.segments(),
          message.cost().estimated(),
          message.cost().currency(),
          message.hold().until(),
          message.hold().until() == null ? null : lowerOrNull(message.hold().because()),
          message.createdAt());
    }
  }

  /**
   * Some of the messages asked for.
   *
   * @param next the cursor of the next page, for the parameter {@code after}; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<MessageView> data, @Nullable String next) {

    /**
     * @param messages one more than the page holds, if there are more
     */
    static Page of(List<Message> messages, int size) {
      var shown = messages.stream().limit(size).map(MessageView::of).toList();
      return new Page(shown, messages.size() > size ? shown.getLast().id() : null);
    }
  }

  /** The timeline of a message, oldest first. */
  record Timeline(List<Entry> data) {

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
        Instant at,
        String source,
        @Nullable String status,
        @Nullable String twilioStatus,
        @Nullable Integer errorCode,
        String detail) {}

    static Timeline of(List<TimelineEntry> entries) {
      return new Timeline(
          entries.stream()
              .map(
                  entry ->
                      new Entry(
                          entry.at(),
                          lower(entry.source()),
                          entry.status() == null ? null : entry.status().code(),
                          entry.twilioStatus(),
                          entry.errorCode(),
                          entry.detail()))
              .toList());
    }
  }

  static MessageView of(Message message) {
    var content = message.content();
    var pin = content.template();
    var hold = message.hold();
    var chain = message.chain();
    return new MessageView(
        message.id().toString(),
        lower(message.direction()),
        message.status().code(),
        message.to(),
        message.from(),
        message.pool(),
        message.sentFrom(),
        lower(message.channel()),
        purposeOf(message),
        content.body(),
        content.media(),
        pin == null ? null : pin.template(),
        pin == null ? null : pin.version(),
        pin == null ? null : pin.language(),
        lower(message.encoding()),
        message.segments(),
        hold.until(),
        message.status() == MessageStatus.HELD ? lowerOrNull(hold.because()) : null,
        hold.expiresAt(),
        chain.further().stream().map(MessageView::lower).toList(),
        text(chain.continues()),
        text(chain.continuedAs()),
        message.cost().estimated(),
        message.cost().actual(),
        message.cost().currency(),
        message.reference(),
        message.metadata(),
        message.twilioSid(),
        message.errorCode(),
        message.createdAt(),
        message.updatedAt());
  }

  /** Without the body and the numbers. */
  @Override
  public String toString() {
    return "MessageView[" + id + ", " + status + "]";
  }

  private static @Nullable String purposeOf(Message message) {
    return message.purpose() == null ? null : lower(message.purpose());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String lowerOrNull(@Nullable Enum<?> constant) {
    return constant == null ? null : lower(constant);
  }

  private static @Nullable String text(@Nullable MessageId id) {
    return id == null ? null : id.toString();
  }
}
