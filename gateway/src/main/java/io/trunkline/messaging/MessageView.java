// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A message as our REST API shows it, now. What is not known (yet) is left out. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageView(
    String id,
    String direction,
    String status,
    String to,
    String from,
    String channel,
    @Nullable String purpose,
    String body,
    String encoding,
    int segments,
    @Nullable String reference,
    Map<String, String> metadata,
    @Nullable String twilioSid,
    @Nullable Integer errorCode,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * The answer to a message accepted. Made of what never changes, so that a repeated request gets
   * the same, whatever has become of the message since.
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Accepted(
      String id,
      String status,
      String to,
      String from,
      String channel,
      @Nullable String purpose,
      String encoding,
      int segments,
      Instant createdAt) {

    static Accepted of(Message message) {
      return new Accepted(
          message.id().toString(),
          MessageStatus.ACCEPTED.code(),
          message.to(),
          message.from(),
          lower(message.channel()),
          purposeOf(message),
          lower(message.encoding()),
          message.segments(),
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
    return new MessageView(
        message.id().toString(),
        lower(message.direction()),
        message.status().code(),
        message.to(),
        message.from(),
        lower(message.channel()),
        purposeOf(message),
        message.body(),
        lower(message.encoding()),
        message.segments(),
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
}
