// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import static io.trunkline.messaging.MessageStore.lower;

import io.trunkline.account.AccountId;
import io.trunkline.law.Purpose;
import io.trunkline.segments.Encoding;
import io.trunkline.storage.RowArrays;
import io.trunkline.storage.Storage;
import io.trunkline.twilio.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How a message lies in a row of {@code messages}. */
final class MessageRows {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

  private MessageRows() {}

  static Map<String, @Nullable Object> parameters(List<MessageStore.Row> rows) {
    return RowArrays.of(rows)
        .uuids("id", row -> row.message().id().value())
        .uuids("account", row -> row.message().account().value())
        .texts("direction", row -> lower(row.message().direction()))
        .texts("channel", row -> lower(row.message().channel()))
        .texts("status", row -> row.message().status().code())
        .texts("purpose", row -> lower(row.message().purpose()))
        .texts("programme", row -> row.message().terms().programme())
        .texts("time_zone", row -> text(row.message().terms().timeZone()))
        .booleans("asks_consent", row -> row.message().terms().asksConsent())
        .uuids("lane", MessageStore.Row::lane)
        .texts("pool", row -> row.message().pool())
        .texts("sender", row -> row.message().from())
        .texts("sent_from", row -> row.message().sentFrom())
        .texts("recipient", row -> row.message().to())
        .texts("body", row -> row.message().body())
        .texts("media", row -> json(row.message().content().media()))
        .texts("template", row -> pin(row, Message.Pin::template))
        .ints("version", row -> pin(row, Message.Pin::version))
        .texts("language", row -> pin(row, Message.Pin::language))
        .texts("content_sid", row -> row.message().content().contentSid())
        .texts("content_variables", row -> json(row.message().content().contentVariables()))
        .texts("interaction", MessageRows::interaction)
        .texts("encoding", row -> lower(row.message().encoding()))
        .ints("units", row -> row.message().segments())
        .texts("reference", row -> row.message().reference())
        .texts("metadata", row -> json(row.message().metadata()))
        .texts("twilio_sid", row -> row.message().twilioSid())
        .ints("priority", row -> priority(row.message()))
        .instants("due_at", MessageStore.Row::dueAt)
        .texts("held_because", row -> lower(row.message().hold().because()))
        .instants("expires_at", row -> row.message().hold().expiresAt())
        .texts("further_channels", row -> channels(row.message().chain().further()))
        .ints("fallback_after", row -> seconds(row.message().chain().after()))
        .uuids("continues", row -> value(row.message().chain().continues()))
        .numbers("estimated_price", row -> row.message().cost().estimated())
        .texts("estimated_currency", row -> row.message().cost().estimatedCurrency())
        .instants("created_at", row -> row.message().createdAt())
        .parameters();
  }

  private static int priority(Message message) {
    var purpose = message.purpose();
    return purpose == null ? 0 : purpose.priority();
  }

  private static <T> @Nullable T pin(MessageStore.Row row, Function<Message.Pin, T> part) {
    var pin = row.message().content().template();
    return pin == null ? null : part.apply(pin);
  }

  private static @Nullable String json(List<String> texts) {
    return texts.isEmpty() ? null : JSON.writeValueAsString(texts);
  }

  private static @Nullable String json(Map<String, String> texts) {
    return texts.isEmpty() ? null : JSON.writeValueAsString(texts);
  }

  private static @Nullable String channels(List<Channel> channels) {
    return channels.isEmpty()
        ? null
        : channels.stream().map(MessageStore::lower).collect(Collectors.joining(" "));
  }

  private static @Nullable Integer seconds(@Nullable Duration duration) {
    return duration == null ? null : Math.toIntExact(duration.toSeconds());
  }

  private static @Nullable String text(@Nullable ZoneId zone) {
    return zone == null ? null : zone.getId();
  }

  private static @Nullable UUID value(@Nullable MessageId id) {
    return id == null ? null : id.value();
  }

  static Message message(ResultSet row, int index) throws SQLException {
    var status = MessageStatus.ofCode(row.getString("status"));
    var purpose = row.getString("purpose");
    return new Message(
        new MessageId(row.getObject("id", UUID.class)),
        new AccountId(row.getObject("account_id", UUID.class)),
        Direction.valueOf(upper(row.getString("direction"))),
        Channel.valueOf(upper(row.getString("channel"))),
        status,
        purpose == null ? null : Purpose.valueOf(upper(purpose)),
        terms(row),
        row.getString("sender"),
        row.getString("pool"),
        row.getString("sent_from"),
        row.getString("recipient"),
        content(row),
        Encoding.valueOf(upper(row.getString("encoding"))),
        row.getInt("units"),
        hold(row, status),
        chain(row),
        new Message.Cost(
            row.getBigDecimal("estimated_price"),
            row.getString("estimated_currency"),
            row.getBigDecimal("price"),
            row.getString("currency")),
        row.getString("reference"),
        texts(row.getString("metadata")),
        row.getString("twilio_sid"),
        row.getObject("error_code", Integer.class),
        row.getInt("attempts"),
        Storage.instant(row, "created_at"),
        Storage.instant(row, "updated_at"));
  }

  static Message.Terms terms(ResultSet row) throws SQLException {
    var timeZone = row.getString("time_zone");
    return new Message.Terms(
        row.getString("programme"),
        timeZone == null ? null : ZoneId.of(timeZone),
        row.getBoolean("asks_consent"));
  }

  static Message.Content content(ResultSet row) throws SQLException {
    var template = row.getString("template");
    var media = row.getString("media_urls");
    return new Message.Content(
        row.getString("body"),
        media == null ? List.of() : JSON.readValue(media, LIST),
        template == null
            ? null
            : new Message.Pin(template, row.getInt("template_version"), row.getString("language")),
        row.getString("content_sid"),
        texts(row.getString("content_variables")),
        interaction(row.getString("interaction")));
  }

  private static @Nullable Interaction interaction(@Nullable String json) {
    return json == null ? null : JSON.readValue(json, Interaction.class);
  }

  private static @Nullable String interaction(MessageStore.Row row) {
    var interaction = row.message().content().interaction();
    return interaction == null ? null : JSON.writeValueAsString(interaction);
  }

  private static Message.Hold hold(ResultSet row, MessageStatus status) throws SQLException {
    var because = row.getString("held_because");
    return new Message.Hold(
        status == MessageStatus.HELD ? instant(row, "due_at") : null,
        because == null ? null : HeldBecause.valueOf(upper(because)),
        instant(row, "expires_at"),
        instant(row, "undecided_since"));
  }

  private static Message.Chain chain(ResultSet row) throws SQLException {
    var further = row.getString("further_channels");
    var after = row.getObject("fallback_after", Integer.class);
    var continues = row.getObject("continues", UUID.class);
    var continuedAs = row.getObject("continued_as", UUID.class);
    return further == null && continues == null
        ? Message.Chain.NONE
        : new Message.Chain(
            further == null
                ? List.of()
                : Stream.of(further.split(" ")).map(name -> Channel.valueOf(upper(name))).toList(),
            after == null ? null : Duration.ofSeconds(after),
            continues == null ? null : new MessageId(continues),
            continuedAs == null ? null : new MessageId(continuedAs));
  }

  private static Map<String, String> texts(@Nullable String json) {
    return json == null || json.equals("{}") ? Map.of() : JSON.readValue(json, TEXTS);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static String upper(String code) {
    return code.toUpperCase(Locale.ROOT);
  }
}
