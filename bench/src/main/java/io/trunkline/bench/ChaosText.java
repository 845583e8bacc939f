// SPDX-License-Identifier: Apache-2.0
package io.trunkline.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

/**
 * One of the messages that are sent while everything goes wrong.
 *
 * @param body nobody else's
 */
record ChaosText(int number, Kind kind, String to, String body) {
  private static final Instant IN_TWO_DAYS =
      ProcessHandle.current().info().startInstant().orElseThrow().plus(Duration.ofDays(2));

  /** What is asked for, and by that how it may end. */
  enum Kind {
    PLAIN(80, 1000, "", "delivered"),
    SWITCHED_OFF(5, 40, "\"fate\":\"undelivered\",\"error_code\":30003", "undelivered"),
    FAILING(3, 40, "\"fate\":\"failed\",\"error_code\":30008", "failed"),
    WITHOUT_RECEIPT(2, 40, "\"fate\":\"no_receipt\"", "sent"),
    // One phone for each, since the second message to it is refused at the door.
    STOPPED(3, 1_000_000, "\"blocked_senders\":[\"" + Emulator.SENDER + "\"]", "failed", "refused"),
    CANCELED(3, 1000, "", "canceled"),
    FOR_LATER(2, 1000, "", "held"),
    SHORT_LIVED(2, 1000, "", "delivered", "expired");

    private static final int ALL = Arrays.stream(values()).mapToInt(kind -> kind.share).sum();

    private final int share;
    private final int phones;
    private final String phone;
    private final Set<String> ends;

    Kind(int share, int phones, String phone, String... ends) {
      this.share = share;
      this.phones = phones;
      this.phone = phone;
      this.ends = Set.of(ends);
    }

    /** The statuses that are right for it in the end. */
    Set<String> ends() {
      return ends;
    }

    /** What the emulator must know about its phone, members of a JSON object; empty if nothing. */
    String phone() {
      return phone;
    }

    /** Whether Twilio takes it, sooner or later, if nobody hears of it any more here. */
    boolean reachesTwilio() {
      return switch (this) {
        case PLAIN, SWITCHED_OFF, FAILING, WITHOUT_RECEIPT -> true;
        case STOPPED, CANCELED, FOR_LATER, SHORT_LIVED -> false;
      };
    }

    private static Kind any(Random chance) {
      int point = chance.nextInt(ALL);
      for (var kind : values()) {
        point -= kind.share;
        if (point < 0) {
          return kind;
        }
      }
      throw new IllegalStateException("The shares do not add up");
    }
  }

  static ChaosText any(long seed, int number, Random chance) {
    var kind = Kind.any(chance);
    // A block of numbers for each kind of phone.
    var to = "+1%d%07d".formatted(212 + kind.ordinal() * 101, 2_000_000 + number % kind.phones);
    return new ChaosText(number, kind, to, "Chaos %d of %d".formatted(number, seed));
  }

  /** As it is sent to the API. */
  String json() {
    var when =
        switch (kind) {
          case CANCELED, FOR_LATER -> ",\"send_at\":\"" + IN_TWO_DAYS + "\"";
          case SHORT_LIVED -> ",\"valid_for\":\"PT20S\"";
          default -> "";
        };
    return "{\"to\":\"%s\",\"purpose\":\"transactional\",\"body\":\"%s\"%s}"
        .formatted(to, body, when);
  }

  /** Without the body. */
  @Override
  public String toString() {
    return "ChaosText[" + number + ", " + kind + "]";
  }
}
