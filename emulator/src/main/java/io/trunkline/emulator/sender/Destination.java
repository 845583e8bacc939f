// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.sender;

import io.trunkline.emulator.evidence.Seen;
import io.trunkline.emulator.facts.FactTable;
import io.trunkline.emulator.number.Countries;
import io.trunkline.emulator.number.PhoneNumbers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where a message goes, and which senders get it there.
 *
 * @param channel {@code ""} for SMS, else as in {@code whatsapp:}
 * @param country of the recipient's number, by its ISO code; empty if no country has such numbers
 * @param rcs whether the phone there gets RCS
 */
record Destination(String to, String channel, String country, boolean rcs) {
  private static final int LONGEST_DIAL_CODE = 4;

  static Destination of(String to, boolean rcs) {
    var channel = ChannelSender.channelOf(to);
    return new Destination(to, channel, countryOf(to.substring(channel.length())), rcs);
  }

  /** The ISO code of a number's country; empty if no country has such numbers. */
  static String countryOf(String number) {
    return Countries.of(number).map(Countries.Country::iso).orElseGet(() -> byDialCode(number));
  }

  private static String byDialCode(String number) {
    var country = "";
    for (int length = LONGEST_DIAL_CODE; country.isEmpty() && length > 0; length--) {
      if (number.length() > length) {
        country = Names.BY_DIAL_CODE.getOrDefault(number.substring(1, 1 + length), "");
      }
    }
    return country;
  }

  /** Whether messages from the sender can get here. */
  @Seen(
      what =
          "A short code reaches its own country, a name the countries that show names, a toll-free"
              + " number its numbering plan, a channel's sender the channel, and an RCS sender"
              + " phones with RCS too.",
      source = Seen.Source.DOCS,
      on = "2026-11",
      at = "messaging/services#sender-pool")
  boolean isReachedBy(PooledSender sender) {
    if (!channel.isEmpty() || sender.kind() == PooledSender.Kind.CHANNEL) {
      var means = ChannelSender.channelOf(sender.address());
      return means.equals(channel) || (rcs && channel.isEmpty() && sender.isRcs());
    }
    return switch (sender.kind()) {
      case SHORT_CODE -> isHomeOf(sender);
      // Where a name has to be registered first, it counts as registered.
      case NAME -> isHomeOf(sender) || (isAnywhere(sender) && Names.COUNTRIES.contains(country));
      case PHONE_NUMBER ->
          !PhoneNumbers.isTollFree(sender.address()) || PhoneNumbers.isNorthAmerican(to);
      case CHANNEL -> false;
    };
  }

  /** Whether the sender is of the recipient's country. */
  boolean isHomeOf(PooledSender sender) {
    return !isAnywhere(sender) && sender.country().equals(country);
  }

  /** Whether both are of one area, which only the North American plan tells. */
  boolean isAreaOf(PooledSender sender) {
    return PhoneNumbers.isNorthAmerican(to)
        && to.length() > 5
        && sender.address().startsWith(to.substring(0, 5));
  }

  private static boolean isAnywhere(PooledSender sender) {
    return sender.country().isEmpty();
  }

  /** Where names are shown. */
  private static final class Names {
    static final Map<String, String> BY_DIAL_CODE = new HashMap<>();
    static final Set<String> COUNTRIES = new HashSet<>();

    static {
      for (var row : FactTable.read("alphanumeric-sender.csv")) {
        var country = row.get("country");
        for (var code : row.get("dial_codes").split("[|]")) {
          BY_DIAL_CODE.putIfAbsent(code, country);
        }
        if (!row.get("status").equals("not_supported")) {
          COUNTRIES.add(country);
        }
      }
    }
  }
}
