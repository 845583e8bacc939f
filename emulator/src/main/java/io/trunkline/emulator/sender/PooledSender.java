// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.message.Channel;
import io.trunkline.emulator.number.Capability;
import io.trunkline.emulator.number.NumberTraits;
import io.trunkline.emulator.number.OwnedNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One sender in the pool of a service.
 *
 * @param sid the number's, short code's or channel sender's own; a name has one of this pool
 * @param address what messages come from: a number, a short code, a name, or a channel's address
 *     such as {@code whatsapp:+14155550100}
 * @param country where it is at home, by its ISO code; for a name the country it is meant for, or
 *     {@code ""} for all
 * @param capabilities of {@code MMS}, {@code SMS} and {@code Voice}
 * @param joined when it was added to the pool
 */
public record PooledSender(
    String sid,
    Kind kind,
    String address,
    String country,
    List<String> capabilities,
    Instant joined) {
  /** What a sender is, in the order in which a service prefers them. */
  public enum Kind {
    SHORT_CODE,
    /** An alphanumeric sender ID. */
    NAME,
    /** A long code or a toll-free number. */
    PHONE_NUMBER,
    /** WhatsApp and the like: reaches only people of its channel; RCS, also phones that have it. */
    CHANNEL
  }

  /** The capabilities as pools name them. */
  private static final Map<String, Capability> NAMES =
      Map.of("MMS", Capability.MMS, "SMS", Capability.SMS, "Voice", Capability.VOICE);

  public PooledSender {
    capabilities = List.copyOf(capabilities);
  }

  public static PooledSender of(OwnedNumber number, Instant now) {
    var address = number.phoneNumber();
    var can = NumberTraits.of(address).capabilities();
    var capabilities =
        NAMES.entrySet().stream()
            .filter(name -> can.contains(name.getValue()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    var country = Destination.countryOf(address);
    return new PooledSender(number.sid(), Kind.PHONE_NUMBER, address, country, capabilities, now);
  }

  public static PooledSender of(ShortCode code, Instant now) {
    return new PooledSender(
        code.sid(), Kind.SHORT_CODE, code.code(), code.country(), List.of("MMS", "SMS"), now);
  }

  public static PooledSender of(ChannelSender sender, Instant now) {
    return new PooledSender(
        sender.sid(), Kind.CHANNEL, sender.address(), sender.country(), List.of(), now);
  }

  /** A name for people in the country, or in all countries that allow names if it is empty. */
  public static PooledSender name(String sid, String name, String country, Instant now) {
    return new PooledSender(sid, Kind.NAME, name, country, List.of("SMS"), now);
  }

  /** Whether it can text at all; a channel's sender can, in its channel. */
  public boolean sendsTexts() {
    return kind == Kind.CHANNEL || capabilities.contains("SMS");
  }

  /** Whether it texts by RCS. */
  public boolean isRcs() {
    return Channel.of(address) == Channel.RCS;
  }

  boolean sendsMedia() {
    return kind == Kind.CHANNEL || capabilities.contains("MMS");
  }
}
