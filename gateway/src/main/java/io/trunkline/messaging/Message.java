// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.segments.Encoding;
import io.trunkline.twilio.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is now.
 *
 * @param channel what it travels by; changes only by an edit while it is held (a fallback is a
 *     message of its own)
 * @param purpose absent for inbound texts
 * @param from E.164, short code, name, channel address, or the SID of the Messaging Service that
 *     chooses; changes only while Twilio does not have it, if Twilio would not take it from there
 * @param pool the pool that the sender was chosen from; absent if it was asked for by its address
 * @param sentFrom which of a Messaging Service's senders it goes from: the one that an answer goes
 *     on from, or the one that the service has chosen; absent until it has, and for all else
 * @param to E.164, or for inbound texts our own address; never changes
 * @param segments what is paced and paid for: segments of an SMS, 1 for anything else that we send;
 *     of what comes in, those that its words take
 * @param reference the caller's own name for it
 * @param metadata the caller's own data
 * @param twilioSid {@code SM…}, {@code MM…}, {@code CA…}; absent until Twilio is known to have it,
 *     then never changes
 * @param errorCode Twilio's number for what went wrong; set when the message fails or is parked,
 *     forgotten when it waits to be sent again
 * @param attempts how often handing it over has begun
 * @param updatedAt when the status last changed
 */
public record Message(
    MessageId id,
    AccountId account,
    Direction direction,
    Channel channel,
    MessageStatus status,
    @Nullable Purpose purpose,
    Terms terms,
    String from,
    @Nullable String pool,
    @Nullable String sentFrom,
    String to,
    Content content,
    Encoding encoding,
    int segments,
    Hold hold,
    Chain chain,
    Cost cost,
    @Nullable String reference,
    Map<String, String> metadata,
    @Nullable String twilioSid,
    @Nullable Integer errorCode,
    int attempts,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * What it says.
   *
   * @param body the whole text; empty if there are only media, or once it is redacted
   * @param media addresses of pictures and other files
   * @param template what the body was made from
   * @param contentSid Twilio's content ({@code HX…}) that the recipient sees instead of the body,
   *     on channels that carry it
   * @param contentVariables what its places are filled with
   * @param interaction what an inbound message says beside words; absent if nothing
   */
  public record Content(
      String body,
      List<String> media,
      @Nullable Pin template,
      @Nullable String contentSid,
      Map<String, String> contentVariables,
      @Nullable Interaction interaction) {

    public Content {
      media = List.copyOf(media);
      contentVariables = Map.copyOf(contentVariables);
    }

    static Content of(String body, List<String> media) {
      return new Content(body, media, null, null, Map.of(), null);
    }

    Content saying(String words) {
      return new Content(words, media, template, contentSid, contentVariables, interaction);
    }

    /** Without Twilio's content. */
    Content asText() {
      return new Content(body, media, template, null, Map.of(), interaction);
    }

    /** Without any of it. */
    @Override
    public String toString() {
      return "Content[%d characters, %d media]".formatted(body.length(), media.size());
    }
  }

  /**
   * What is asked of law and consent, beside the purpose.
   *
   * @param programme what it is part of, as its recipients agreed to it; absent if nothing
   * @param timeZone where its recipient is, as the caller said; absent if it was not said
   * @param asksConsent whether it asks for the consent that others of its purpose need
   */
  public record Terms(@Nullable String programme, @Nullable ZoneId timeZone, boolean asksConsent) {

    static final Terms NONE = new Terms(null, null);

    /** Of what asks for no consent. */
    public Terms(@Nullable String programme, @Nullable ZoneId timeZone) {
      this(programme, timeZone, false);
    }
  }

  /** The version of a template; it never changes, whatever is published later. */
  public record Pin(String template, int version, String language) {}

  /**
   * Until when it waits, and for how long it is worth waiting.
   *
   * @param until absent if it is not held, or until somebody decides
   * @param because absent if it was never held
   * @param expiresAt from then on it is not handed over any more
   * @param undecidedSince since when a person has to say what became of it; absent unless it is in
   *     doubt and Twilio's records cannot settle it
   */
  public record Hold(
      @Nullable Instant until,
      @Nullable HeldBecause because,
      @Nullable Instant expiresAt,
      @Nullable Instant undecidedSince) {}

  /**
   * What comes after it, if it does not arrive.
   *
   * @param further the channels to try next, in this order
   * @param after how long to wait for its delivery before the next is tried; absent if only a
   *     failure counts
   * @param continues the message before it in the chain
   * @param continuedAs the message after it in the chain
   */
  public record Chain(
      List<Channel> further,
      @Nullable Duration after,
      @Nullable MessageId continues,
      @Nullable MessageId continuedAs) {

    static final Chain NONE = new Chain(List.of(), null, null, null);

    public Chain {
      further = List.copyOf(further);
    }
  }

  /**
   * What it costs. Currencies by ISO 4217; that of a configured price need not be that of the
   * account.
   *
   * @param estimated what it was expected to cost when it was accepted; absent if unknown
   * @param estimatedCurrency the currency of that
   * @param actual what Twilio has charged; absent until it has
   * @param currency the currency of that
   */
  public record Cost(
      @Nullable BigDecimal estimated,
      @Nullable String estimatedCurrency,
      @Nullable BigDecimal actual,
      @Nullable String currency) {

    static final Cost UNKNOWN = new Cost(null, null, null, null);
  }

  public Message {
    metadata = Map.copyOf(metadata);
  }

  Message held(Hold newHold) {
    return new Message(
        id,
        account,
        direction,
        channel,
        MessageStatus.HELD,
        purpose,
        terms,
        from,
        pool,
        sentFrom,
        to,
        content,
        encoding,
        segments,
        newHold,
        chain,
        cost,
        reference,
        metadata,
        twilioSid,
        errorCode,
        attempts,
        createdAt,
        updatedAt);
  }

  Message saying(Content newContent, Encoding newEncoding, int newSegments) {
    return new Message(
        id,
        account,
        direction,
        channel,
        status,
        purpose,
        terms,
        from,
        pool,
        sentFrom,
        to,
        newContent,
        newEncoding,
        newSegments,
        hold,
        chain,
        cost,
        reference,
        metadata,
        twilioSid,
        errorCode,
        attempts,
        createdAt,
        updatedAt);
  }

  Message costing(Cost newCost) {
    return new Message(
        id, account, direction, channel, status, purpose, terms, from, pool, sentFrom, to, content,
        encoding, segments, hold, chain, newCost, reference, metadata, twilioSid, errorCode,
        attempts, createdAt, updatedAt);
  }

  /** Whether the next channel of its chain may be tried: it failed, or Twilio still has it. */
  boolean mayBeContinued() {
    return chain.continuedAs() == null
        && (status.isWithTwilio()
            || status == MessageStatus.FAILED
            || status == MessageStatus.UNDELIVERED);
  }

  /** The whole text. */
  public String body() {
    return content.body();
  }

  /** Without the body and the numbers, so that no log line gives them away. */
  @Override
  public String toString() {
    return "Message[" + id + ", " + direction + ", " + status + "]";
  }
}
