// SPDX-License-Identifier: Apache-2.0
package io.trunkline.messaging;

import io.trunkline.account.AccountId;
import io.trunkline.twilio.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that somebody has sent us.
 *
 * @param channel what it came by
 * @param from E.164, or the short code or name of a sender that is no telephone
 * @param to our address that got it
 * @param serviceSid the Messaging Service it came through, if any
 * @param media addresses of pictures and other files, at Twilio
 * @param interaction what it says beside words, if anything
 * @param optOutType what Twilio has taken it for and answered already, if so
 * @param receivedAt when it reached us, however late it is applied
 */
public record InboundText(
    AccountId account,
    String twilioSid,
    Channel channel,
    String from,
    String to,
    @Nullable String serviceSid,
    String body,
    List<String> media,
    @Nullable Interaction interaction,
    @Nullable String optOutType,
    Instant receivedAt) {

  public InboundText {
    media = List.copyOf(media);
  }

  /** Without body and numbers. */
  @Override
  public String toString() {
    return "InboundText[" + twilioSid + "]";
  }
}
