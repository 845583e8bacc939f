// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message as Twilio has it, or a call that stands for one. Body and numbers are never printed.
 *
 * @param sid {@code SM…} or {@code MM…}; {@code CA…} of a call, which has no body and no segments
 * @param to in E.164, or with a channel in front ({@code whatsapp:+…})
 * @param from absent until a Messaging Service has chosen the sender
 * @param body empty once it is redacted
 * @param status Twilio's word ({@code queued}, {@code delivered}, …); absent if it is one that the
 *     SDK does not know
 * @param errorCode why it failed; see {@link TwilioErrors}
 * @param dateCreated when Twilio took it, to the second
 * @param dateSent when Twilio sent it on, to the second; absent before
 * @param direction Twilio's word ({@code outbound-api}, {@code outbound-reply}, …); absent if it is
 *     one that the SDK does not know
 * @param numSegments 0 until a Messaging Service has chosen the sender
 * @param price what Twilio charges, above zero: Twilio itself writes a charge as a negative number.
 *     Absent until Twilio has set it, which may be long after delivery.
 * @param priceUnit the currency of the price
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
    @Nullable Instant dateSent,
    @Nullable String direction,
    int numSegments,
    int numMedia,
    @Nullable BigDecimal price,
    @Nullable Currency priceUnit) {

  /**
   * @throws IllegalStateException if it has no SID, so is not one
   */
  static TwilioMessage of(Message message) {
    return new TwilioMessage(
        sid(message.getSid()),
        message.getTo(),
        message.getFrom() == null ? null : message.getFrom().toString(),
        message.getMessagingServiceSid(),
        Objects.requireNonNullElse(message.getBody(), ""),
        message.getStatus() == null ? null : message.getStatus().toString(),
        message.getErrorCode(),
        instant(message.getDateCreated()),
        instant(message.getDateSent()),
        message.getDirection() == null ? null : message.getDirection().toString(),
        count(message.getNumSegments()),
        count(message.getNumMedia()),
        price(message.getPrice()),
        message.getPriceUnit());
  }

  /**
   * @throws IllegalStateException if it has no SID, so is not one
   */
  static TwilioMessage of(Call call) {
    return new TwilioMessage(
        sid(call.getSid()),
        call.getTo(),
        call.getFrom(),
        null,
        "",
        call.getStatus() == null ? null : call.getStatus().toString(),
        null,
        instant(call.getDateCreated()),
        instant(call.getStartTime()),
        call.getDirection(),
        0,
        0,
        price(call.getPrice()),
        call.getPriceUnit());
  }

  private static String sid(@Nullable String sid) {
    if (sid == null) {
      throw new IllegalStateException("The answer names no message");
    }
    return sid;
  }

  private static @Nullable BigDecimal price(@Nullable String price) {
    return price == null ? null : new BigDecimal(price).negate();
  }

  private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static int count(@Nullable String number) {
    return number == null ? 0 : Integer.parseInt(number);
  }

  @Override
  public String toString() {
    return "TwilioMessage[sid=" + sid + ", status=" + status + "]";
  }
}
