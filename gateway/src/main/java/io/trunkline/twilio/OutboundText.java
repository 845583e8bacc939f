// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import io.trunkline.phone.PhoneNumber;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A text to hand over.
 *
 * @param from a number in E.164, a short code, an alphanumeric sender, or the SID of a Messaging
 *     Service ({@code MG…}), which then picks the number
 * @param body up to 1600 characters; never printed
 * @param statusCallback where Twilio reports what becomes of it; nowhere if absent
 */
public record OutboundText(String from, PhoneNumber to, String body, @Nullable URI statusCallback) {

  public OutboundText {
    if (from.isBlank() || body.isEmpty()) {
      throw new IllegalArgumentException("A text has a sender and a body");
    }
  }

  boolean isFromMessagingService() {
    return from.matches("MG[0-9a-fA-F]{32}");
  }

  @Override
  public String toString() {
    return "OutboundText[to=" + to + "]";
  }
}
