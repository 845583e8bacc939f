// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.carrier;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.phone.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What WhatsApp lets a business say: anything to a person who wrote to that sender within a day,
 * and approved templates to everybody who uses WhatsApp.
 */
@Seen(
    what = "Outside 24 hours after a person's last message only templates get there.",
    source = Seen.Source.DOCS,
    on = "2026-11",
    at = "whatsapp/key-concepts")
public final class WhatsApp {
  /** Twilio's sender for trials, which every account has. */
  public static final String SANDBOX = "whatsapp:+14155238886";

  private static final Duration WINDOW = Duration.ofHours(24);
  private static final int NO_SUCH_USER = 63003;
  private static final int NOT_JOINED = 63015;
  private static final int OUTSIDE_WINDOW = 63016;

  private final Map<Conversation, Instant> lastHeard = new ConcurrentHashMap<>();

  public WhatsApp() {}

  private record Conversation(String person, String sender) {}

  /** A person has written to a sender, which opens or prolongs the window. */
  void hear(EmulatedMessage inbound) {
    if (Channel.of(inbound.to()) == Channel.WHATSAPP) {
      lastHeard.put(new Conversation(inbound.from(), inbound.to()), inbound.created());
    }
  }

  /** Twilio's code for why WhatsApp does not take the message; empty if it does. */
  OptionalInt obstacle(EmulatedMessage message, Profile phone, Instant now) {
    if (!phone.onWhatsApp() || !phone.inService()) {
      return OptionalInt.of(NO_SUCH_USER);
    }
    var heard = lastHeard.get(new Conversation(message.to(), message.from()));
    if (heard == null && message.from().equals(SANDBOX)) {
      return OptionalInt.of(NOT_JOINED);
    }
    boolean open = heard != null && now.isBefore(heard.plus(WINDOW));
    return open || message.terms().template()
        ? OptionalInt.empty()
        : OptionalInt.of(OUTSIDE_WINDOW);
  }

  public void reset() {
    lastHeard.clear();
  }
}
