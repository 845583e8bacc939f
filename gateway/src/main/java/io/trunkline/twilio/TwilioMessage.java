// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.rest.api.v2010.account.Message;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as Twilio has it. Body and numbers are never printed.
 *
 * @param sid {@code SM…} or {@code MM…}
 * @param to in E.164, or with a channel in front ({@code whatsapp:+…})
 * @param from absent until a Messaging Service has chosen the sender
 * @param body empty once it is redacted
 * @param status Twilio's word ({@code queued}, {@code delivered}, …); absent if it is one that the
 *     SDK does not know
 * @param errorCode why it failed; see {@link TwilioErrors}
 * @param dateCreated when Twilio took it, to the second
 * @param direction Twilio's word ({@code outbound-api}, {@code outbound-reply}, …); absent if it is
 *     one that the SDK does not know
 */
public record TwilioMessage(
    String sid,
    String to,
    @Nullable String from,
    @Nullable String messagingServiceSid,
    String body,
    @Nullable String status,
    @Nullable Integer errorCode,
    @Nullable Instant dateCreated,
    @Nullable String direction) {

  static TwilioMessage of(Message message) {
    return new TwilioMessage(
        message.getSid(),
        message.getTo(),
        message.getFrom() == null ? null : message.getFrom().toString(),
        message.getMessagingServiceSid(),
        Objects.requireNonNullElse(message.getBody(), ""),
        message.getStatus() == null ? null : message.getStatus().toString(),
        message.getErrorCode(),
        instant(message.getDateCreated()),
        message.getDirection() == null ? null : message.getDirection().toString());
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }

  @Override
  public String toString() {
    return "TwilioMessage[sid=" + sid + ", status=" + status + "]";
  }
}
