// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import java.time.Instant;
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
 * @param dateSent absent while it waits
 * @param segments of how many parts it is; 0 until the sender is known
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
    int segments) {

  @Override
  public String toString() {
    return "TwilioMessage[sid=" + sid + ", status=" + status + "]";
  }
}
