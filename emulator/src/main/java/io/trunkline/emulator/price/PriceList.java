// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.price;

import io.trunkline.emulator.number.Countries.Country;
import io.trunkline.emulator.number.NumberKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What one country costs. A price that is missing means that there is no such thing.
 *
 * @param messages of one segment, or of one message with media
 * @param rents of a number for a month
 * @param callsIn of a minute of a call to such a number
 * @param callsOut of a minute to the numbers that begin so, the most special first
 */
public record PriceList(
    Country country,
    Map<MessageKind, BigDecimal> messages,
    Map<NumberKind, BigDecimal> rents,
    Map<NumberKind, BigDecimal> callsIn,
    List<CallPrice> callsOut) {
  public PriceList {
    messages = Map.copyOf(messages);
    rents = Map.copyOf(rents);
    callsIn = Map.copyOf(callsIn);
    callsOut = List.copyOf(callsOut);
  }

  /**
   * What a minute to some of a country's numbers costs.
   *
   * @param label what they have in common; empty for all that are left
   * @param prefixes digits with the calling code, without a plus sign
   */
  public record CallPrice(String label, List<String> prefixes, BigDecimal minute) {
    public CallPrice {
      prefixes = List.copyOf(prefixes);
    }

    /** Whether this is the price of a minute to the E.164 number. */
    public boolean covers(String number) {
      return prefixes.stream().anyMatch(prefix -> number.startsWith(prefix, 1));
    }
  }
}
