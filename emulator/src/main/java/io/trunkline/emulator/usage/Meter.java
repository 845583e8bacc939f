// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.usage;

import io.trunkline.emulator.call.EmulatedCall;
import io.trunkline.emulator.clock.EmulatorClock;
import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.message.Direction;
import io.trunkline.emulator.message.EmulatedMessage;
import io.trunkline.emulator.number.NumberTraits;
import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.OwnedNumbers;
import io.trunkline.emulator.price.Prices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Puts what happens down to usage: messages and calls when their price is known, numbers each
 * month.
 */
public final class Meter {
  private static final Duration MONTH = Duration.ofDays(30);

  private final EmulatorClock clock;
  private final Usage usage;
  private final OwnedNumbers numbers;

  public Meter(EmulatorClock clock, Usage usage, OwnedNumbers numbers) {
    this.clock = clock;
    this.usage = usage;
    this.numbers = numbers;
  }

  /** The current day. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
  }

  /** A message was priced, just now. */
  @Seen(
      what = "A message counts once; its usage are its segments.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "usage/api/usage-record")
  public void message(EmulatedMessage message) {
    var amount = new Amount(1, message.segments(), cost(message.state().price()));
    usage.add(message.account().sid(), today(), category(message), amount);
  }

  /** A call was priced, just now. */
  @Seen(
      what = "A call counts once; its usage are its minutes.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "usage/api/usage-record")
  public void call(EmulatedCall call) {
    var state = call.state();
    var amount = new Amount(1, state.minutes(), cost(state.price()));
    usage.add(call.account().sid(), today(), "calls-outbound", amount);
  }

  private static BigDecimal cost(@Nullable String price) {
    return price == null ? BigDecimal.ZERO : new BigDecimal(price).negate();
  }

  /** A number was rented, just now; as long as it is, it costs the same again each 30 days. */
  public void rent(OwnedNumber number) {
    var kind = NumberTraits.of(number.phoneNumber()).kind();
    var category =
        switch (kind) {
          case LOCAL, NATIONAL -> "phonenumbers-local";
          case MOBILE -> "phonenumbers-mobile";
          case TOLL_FREE -> "phonenumbers-tollfree";
        };
    var cost = Prices.ofRent(number.phoneNumber(), kind);
    usage.add(number.accountSid(), today(), category, new Amount(1, 1, cost));
    clock.after(MONTH, () -> renew(number));
  }

  private void renew(OwnedNumber number) {
    numbers
        .find(number.phoneNumber())
        .filter(current -> current.sid().equals(number.sid()))
        .ifPresent(this::rent);
  }

  private static String category(EmulatedMessage message) {
    boolean inbound = message.direction() == Direction.INBOUND;
    var way = inbound ? "inbound" : "outbound";
    var ours = inbound ? message.to() : message.from();
    var channel = Channel.of(ours);
    if (channel != Channel.SMS) {
      return channel == Channel.WHATSAPP ? "channels-whatsapp-" + way : "channels";
    }
    var kind = message.isMms() ? "mms-" : "sms-";
    boolean shortCode = !ours.startsWith("+") && ours.chars().allMatch(Character::isDigit);
    return kind + way + (shortCode ? "-shortcode" : "-longcode");
  }
}
