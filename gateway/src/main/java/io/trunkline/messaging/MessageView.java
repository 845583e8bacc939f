// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.media.Media;
import io.trunkline.media.MediaFile;
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
    @Nullable String programme,
    @JsonInclude String body,
    List<String> mediaUrls,
    List<Copy> media,
    @Nullable Chosen interaction,
    @Nullable String template,
    @Nullable Integer templateVersion,
    @Nullable String language,
    String encoding,
    int segments,
    @Nullable Instant heldUntil,
    @Nullable String heldBecause,
    @Nullable Instant expiresAt,
    @Nullable Instant undecidedSince,
    List<String> furtherChannels,
    @Nullable String continues,
    @Nullable String continuedAs,
    @Nullable String estimatedPrice,
    @Nullable String estimatedCurrency,
    @Nullable String price,
    @Nullable String currency,
    @Nullable String reference,
    @JsonInclude Map<String, String> metadata,
    @Nullable String twilioSid,
    @Nullable Integer errorCode,
    Instant createdAt,
    Instant updatedAt) {

  /** A file that came in, as we keep it. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Copy(String id, String contentType, long size) {

    static Copy of(MediaFile file) {
      return new Copy(file.id().toString(), file.contentType(), file.size());
    }
  }

  /** What somebody chose rather than wrote. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Chosen(
      @Nullable String profileName,
      @Nullable String buttonText,
      @Nullable String buttonPayload,
      @Nullable String data) {

    static @Nullable Chosen of(@Nullable Interaction said) {
      return said == null
          ? null
          : new Chosen(said.profileName(), said.buttonText(), said.buttonPayload(), said.data());
    }

    /** Without any of it. */
    @Override
    public String toString() {
      return "Chosen[]";
    }
  }

  /**
   * The answer to a message accepted. It does not tell how far the message has come since, so that
   * a repeated request gets the same, unless the message was changed or released meanwhile.
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
      @Nullable String estimatedPrice,
      @Nullable String estimatedCurrency,
      @Nullable Instant heldUntil,
      @Nullable String heldBecause,
      Instant createdAt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MessagePreview.Warning> warnings) {

    static Accepted of(Message message) {
      return of(new SendResult.Accepted(message, List.of()));
    }

    static Accepted of(SendResult.Accepted accepted) {
      var message = accepted.message();
      return new Accepted(
          message.id().toString(),
          (message.hold().until() == null ? MessageStatus.ACCEPTED : MessageStatus.HELD).code(),
          message.to(),
          message.from(),
          lower(message.channel()),
          purposeOf(message),
          lower(message.encoding()),
          message.segments(),
          amount(message.cost().estimated()),
          message.cost().estimatedCurrency(),
          message.hold().until(),
          message.hold().until() == null ? null : lowerOrNull(message.hold().because()),
          message.createdAt(),
          accepted.warnings());
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
    static Page of(List<Message> messages, int size, Media media) {
      var shown = MessageView.of(messages.stream().limit(size).toList(), media);
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

  static MessageView of(Message message, Media media) {
    return of(List.of(message), media).getFirst();
  }

  /** Asks once for the files of all that came in. */
  private static List<MessageView> of(List<Message> messages, Media media) {
    var illustrated =
        messages.stream()
            .filter(message -> message.direction() == Direction.INBOUND)
            .filter(message -> !message.content().media().isEmpty())
            .toList();
    var copies =
        illustrated.isEmpty()
            ? Map.<String, List<MediaFile>>of()
            : media.copies(
                illustrated.getFirst().account(),
                illustrated.stream().map(message -> String.valueOf(message.twilioSid())).toList());
    return messages.stream()
        .map(
            message ->
                of(message, copies.getOrDefault(String.valueOf(message.twilioSid()), List.of())))
        .toList();
  }

  /** A message, and as much of its files as is copied. */
  static MessageView of(Message message, List<MediaFile> copies) {
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
        message.terms().programme(),
        content.body(),
        content.media(),
        copies.stream().map(Copy::of).toList(),
        Chosen.of(content.interaction()),
        pin == null ? null : pin.template(),
        pin == null ? null : pin.version(),
        pin == null ? null : pin.language(),
        lower(message.encoding()),
        message.segments(),
        hold.until(),
        message.status() == MessageStatus.HELD ? lowerOrNull(hold.because()) : null,
        hold.expiresAt(),
        hold.undecidedSince(),
        chain.further().stream().map(MessageView::lower).toList(),
        text(chain.continues()),
        text(chain.continuedAs()),
        amount(message.cost().estimated()),
        message.cost().estimatedCurrency(),
        amount(message.cost().actual()),
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

  /** As text: no reader shall make a double of it. */
  static @Nullable String amount(@Nullable BigDecimal price) {
    return price == null ? null : price.toPlainString();
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
