// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.number.OwnedNumber;
import io.trunkline.emulator.number.PhoneNumbers;
import java.time.Instant;
import java.util.List;

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
    /** WhatsApp and the like: reaches only people of its channel. */
    CHANNEL
  }

  public PooledSender {
    capabilities = List.copyOf(capabilities);
  }

  public static PooledSender of(OwnedNumber number, Instant now) {
    var address = number.phoneNumber();
    var capabilities =
        PhoneNumbers.isNorthAmerican(address)
            ? List.of("MMS", "SMS", "Voice")
            : List.of("SMS", "Voice");
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

  boolean sendsMedia() {
    return capabilities.contains("MMS");
  }
}
