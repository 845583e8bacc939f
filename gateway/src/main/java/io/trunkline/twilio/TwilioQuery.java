// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.phone.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages to look for.
 *
 * @param from only from this sender, as Twilio writes it; from any if absent. Leaves out what a
 *     Messaging Service has not chosen a sender for yet.
 * @param createdSince as Twilio's clock has it; some of the hour before is found too, since that
 *     clock and ours may differ
 */
public record TwilioQuery(
    Channel channel, PhoneNumber to, @Nullable String from, Instant createdSince) {

  /** The messages to a recipient, whoever sent them. */
  public static TwilioQuery to(Channel channel, PhoneNumber to, Instant createdSince) {
    return new TwilioQuery(channel, to, null, createdSince);
  }
}
