// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.segments.Encoding;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is now.
 *
 * @param from E.164, short code, name, or the SID of the Messaging Service that chooses; never
 *     changes
 * @param to E.164, or for inbound texts our own address; never changes
 * @param purpose absent for inbound texts
 * @param segments what is paced and paid for; never changes
 * @param reference the caller's own name for it
 * @param metadata the caller's own data
 * @param twilioSid {@code SM…}; absent until Twilio is known to have it, then never changes
 * @param errorCode Twilio's number for what went wrong; set when the message fails
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
    String from,
    String to,
    String body,
    Encoding encoding,
    int segments,
    @Nullable String reference,
    Map<String, String> metadata,
    @Nullable String twilioSid,
    @Nullable Integer errorCode,
    int attempts,
    Instant createdAt,
    Instant updatedAt) {

  public Message {
    metadata = Map.copyOf(metadata);
  }

  Optional<String> sid() {
    return Optional.ofNullable(twilioSid);
  }

  /** Without the body and the numbers, so that no log line gives them away. */
  @Override
  public String toString() {
    return "Message[" + id + ", " + direction + ", " + status + "]";
  }
}
