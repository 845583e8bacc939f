// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.phone.PhoneNumber;
import io.trunkline.twilio.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to send. Begin with {@link #to(String)}, add what it needs, and give it to {@link
 * Messages#send}. What is wrong with it is said there, all at once.
 *
 * @param account whose message it is; null for the configured account
 * @param purpose decides priority and law; the default is the strictest, marketing
 * @param programme what it is part of, as its recipients agreed to it: consent and frequency caps
 *     may be for one programme alone; up to 63 lower-case letters, digits, hyphens and underscores,
 *     null for none
 * @param reference the caller's own name for it, up to 255 characters
 * @param metadata the caller's own data
 * @param idempotencyKey up to 255 characters; the same key and content within 24 hours is the same
 *     message
 */
public record SendMessage(
    @Nullable AccountId account,
    PhoneNumber to,
    Content content,
    Route route,
    Timing timing,
    Purpose purpose,
    @Nullable String programme,
    @Nullable String reference,
    Map<String, String> metadata,
    @Nullable String idempotencyKey) {

  /**
   * What it says: a body, or a template that makes one; and media.
   *
   * @param body 1 to 1600 characters; null with a template, or with media alone
   * @param media up to 10 addresses ({@code https://…}) or ids of stored media ({@code med_…})
   */
  public record Content(
      @Nullable String body, @Nullable FromTemplate template, List<String> media) {

    public Content {
      media = List.copyOf(media);
    }

    /** Without any of it. */
    @Override
    public String toString() {
      return "Content[%d media]".formatted(media.size());
    }
  }

  /**
   * A template and what to fill it with.
   *
   * @param version null for the one that is published now
   * @param language BCP 47; null for the template's default
   */
  public record FromTemplate(
      String name,
      @Nullable Integer version,
      @Nullable String language,
      Map<String, String> variables) {

    public FromTemplate {
      variables = Map.copyOf(variables);
    }
  }

  /**
   * Which way it goes.
   *
   * @param channels the first is the one it is sent by, each further one is tried if it does not
   *     arrive by the one before; empty for a text. With media, a text is an MMS.
   * @param sender the address of a sender, a Messaging Service SID, or the name of a pool; null for
   *     the account's default
   * @param member from which of its senders a Messaging Service is to send, as Twilio writes it;
   *     null to let it choose. Of no account for other senders.
   * @param fallbackAfter how long to wait for its delivery before the next channel is tried; null
   *     if only a failure counts. At least a second, at most 24 hours.
   */
  public record Route(
      List<Channel> channels,
      @Nullable String sender,
      @Nullable String member,
      @Nullable Duration fallbackAfter) {

    public Route {
      channels = List.copyOf(channels);
    }
  }

  /**
   * When it goes. At most one of {@code sendAt} and {@code sendAtLocal}.
   *
   * @param sendAt not before this instant
   * @param sendAtLocal not before it is so late where the recipient is
   * @param timeZone where the recipient is; null to go by what is known of them, or by the number,
   *     in every place that it may belong to
   * @param validFor how long it is worth sending, counted from when it may first go; at least a
   *     second
   */
  public record Timing(
      @Nullable Instant sendAt,
      @Nullable WallClock sendAtLocal,
      @Nullable ZoneId timeZone,
      @Nullable Duration validFor) {

    static final Timing NOW = new Timing(null, null, null, null);
  }

  public SendMessage {
    metadata = Map.copyOf(metadata);
  }

  /**
   * A message to this number, in E.164.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static SendMessage to(String number) {
    return to(PhoneNumber.parse(number));
  }

  public static SendMessage to(PhoneNumber number) {
    return new SendMessage(
        null,
        number,
        new Content(null, null, List.of()),
        new Route(List.of(), null, null, null),
        Timing.NOW,
        Purpose.MARKETING,
        null,
        null,
        Map.of(),
        null);
  }

  public SendMessage body(String text) {
    return content(new Content(text, content.template(), content.media()));
  }

  /** The published version of a template, in its default language. */
  public SendMessage template(String name, Map<String, String> variables) {
    return template(new FromTemplate(name, null, null, variables));
  }

  public SendMessage template(FromTemplate template) {
    return content(new Content(content.body(), template, content.media()));
  }

  public SendMessage media(List<String> addresses) {
    return content(new Content(content.body(), content.template(), addresses));
  }

  public SendMessage content(Content newContent) {
    return new SendMessage(
        account,
        to,
        newContent,
        route,
        timing,
        purpose,
        programme,
        reference,
        metadata,
        idempotencyKey);
  }

  /** The channel it is sent by, and those to fall back on. */
  public SendMessage channels(Channel first, Channel... further) {
    var channels = new ArrayList<Channel>();
    channels.add(first);
    channels.addAll(List.of(further));
    return route(new Route(channels, route.sender(), route.member(), route.fallbackAfter()));
  }

  public SendMessage fallbackAfter(Duration patience) {
    return route(new Route(route.channels(), route.sender(), route.member(), patience));
  }

  public SendMessage from(String sender) {
    return route(new Route(route.channels(), sender, null, route.fallbackAfter()));
  }

  public SendMessage route(Route newRoute) {
    return new SendMessage(
        account,
        to,
        content,
        newRoute,
        timing,
        purpose,
        programme,
        reference,
        metadata,
        idempotencyKey);
  }

  public SendMessage sendAt(Instant instant) {
    return timing(new Timing(instant, null, null, timing.validFor()));
  }

  public SendMessage sendAtLocal(WallClock wallClock) {
    return timing(new Timing(null, wallClock, timing.timeZone(), timing.validFor()));
  }

  public SendMessage validFor(Duration duration) {
    return timing(new Timing(timing.sendAt(), timing.sendAtLocal(), timing.timeZone(), duration));
  }

  public SendMessage timing(Timing newTiming) {
    return new SendMessage(
        account,
        to,
        content,
        route,
        newTiming,
        purpose,
        programme,
        reference,
        metadata,
        idempotencyKey);
  }

  public SendMessage purpose(Purpose newPurpose) {
    return new SendMessage(
        account,
        to,
        content,
        route,
        timing,
        newPurpose,
        programme,
        reference,
        metadata,
        idempotencyKey);
  }

  public SendMessage programme(@Nullable String name) {
    return new SendMessage(
        account, to, content, route, timing, purpose, name, reference, metadata, idempotencyKey);
  }

  public SendMessage account(AccountId newAccount) {
    return new SendMessage(
        newAccount,
        to,
        content,
        route,
        timing,
        purpose,
        programme,
        reference,
        metadata,
        idempotencyKey);
  }

  public SendMessage reference(String name) {
    return new SendMessage(
        account, to, content, route, timing, purpose, programme, name, metadata, idempotencyKey);
  }

  public SendMessage metadata(Map<String, String> data) {
    return new SendMessage(
        account, to, content, route, timing, purpose, programme, reference, data, idempotencyKey);
  }

  public SendMessage idempotencyKey(String key) {
    return new SendMessage(
        account, to, content, route, timing, purpose, programme, reference, metadata, key);
  }

  @Override
  public String toString() {
    return "SendMessage[to=" + to + ", purpose=" + purpose + "]";
  }
}
