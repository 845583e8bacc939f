// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.price;

import static io.trunkline.emulator.price.MessageKind.INBOUND_MMS;
import static io.trunkline.emulator.price.MessageKind.INBOUND_SMS;
import static io.trunkline.emulator.price.MessageKind.OUTBOUND_MMS;
import static io.trunkline.emulator.price.MessageKind.OUTBOUND_SMS;

import io.trunkline.emulator.facts.FactTable;
import io.trunkline.emulator.number.Countries;
import io.trunkline.emulator.number.NumberKind;
import io.trunkline.emulator.price.PriceList.CallPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** All prices. The tables are read when the first price is asked for. */
public final class Prices {
  private static final BigDecimal CHANNEL_MESSAGE = new BigDecimal("0.00500");
  private static final BigDecimal UNLISTED_MESSAGE = new BigDecimal("0.10000");
  private static final BigDecimal UNLISTED_MINUTE = new BigDecimal("0.50000");
  private static final BigDecimal UNLISTED_RENT = new BigDecimal("25.00");

  private Prices() {}

  /**
   * What a message costs its account, never negative. It depends on the country of the recipient,
   * who is Twilio's customer if the message comes in.
   *
   * @param to an E.164 number; it does not matter for {@link MessageKind#CHANNEL}
   * @param segments counts for SMS only
   */
  public static BigDecimal ofMessage(MessageKind kind, String to, int segments) {
    if (kind == MessageKind.CHANNEL) {
      return CHANNEL_MESSAGE;
    }
    var listed = of(to).map(prices -> prices.messages().get(kind)).orElse(UNLISTED_MESSAGE);
    return kind == OUTBOUND_SMS || kind == INBOUND_SMS
        ? listed.multiply(BigDecimal.valueOf(segments))
        : listed;
  }

  /** What a call of so many minutes to an E.164 number costs its account, never negative. */
  public static BigDecimal ofCall(String to, long minutes) {
    return of(to)
        .flatMap(prices -> prices.callsOut().stream().filter(p -> p.covers(to)).findFirst())
        .map(CallPrice::minute)
        .orElse(UNLISTED_MINUTE)
        .multiply(BigDecimal.valueOf(minutes));
  }

  /** What an E.164 number of the kind costs each month. */
  public static BigDecimal ofRent(String number, NumberKind kind) {
    return of(number).map(prices -> prices.rents().get(kind)).orElse(UNLISTED_RENT);
  }

  /** In the order of the countries' names. */
  public static List<PriceList> all() {
    return Countries.all().stream().flatMap(c -> ofCountry(c.iso()).stream()).toList();
  }

  /** The prices of a country by its two letters; empty if nothing is sold there. */
  public static Optional<PriceList> ofCountry(String iso) {
    return Optional.ofNullable(Table.LISTS.get(iso));
  }

  /** The prices of the country that an E.164 number belongs to, or a short code: the US. */
  public static Optional<PriceList> of(String number) {
    return number.startsWith("+")
        ? Countries.of(number).flatMap(country -> ofCountry(country.iso()))
        : ofCountry("US");
  }

  private static final class Table {
    static final Map<String, PriceList> LISTS = new HashMap<>();

    static {
      var calls = calls();
      for (var row : FactTable.read("prices.csv")) {
        var iso = row.get("iso");
        var messages = new EnumMap<MessageKind, BigDecimal>(MessageKind.class);
        put(messages, OUTBOUND_SMS, row, "sms_out");
        put(messages, INBOUND_SMS, row, "sms_in");
        put(messages, OUTBOUND_MMS, row, "mms_out");
        put(messages, INBOUND_MMS, row, "mms_in");
        var rents = new EnumMap<NumberKind, BigDecimal>(NumberKind.class);
        put(rents, NumberKind.LOCAL, row, "rent_local");
        put(rents, NumberKind.MOBILE, row, "rent_mobile");
        put(rents, NumberKind.NATIONAL, row, "rent_national");
        put(rents, NumberKind.TOLL_FREE, row, "rent_toll_free");
        var callsIn = new EnumMap<NumberKind, BigDecimal>(NumberKind.class);
        put(callsIn, NumberKind.LOCAL, row, "voice_in_local");
        put(callsIn, NumberKind.TOLL_FREE, row, "voice_in_toll_free");
        LISTS.put(
            iso,
            new PriceList(
                Countries.byIso(iso).orElseThrow(),
                messages,
                rents,
                callsIn,
                calls.getOrDefault(iso, List.of())));
      }
    }

    private static Map<String, List<CallPrice>> calls() {
      var calls = new HashMap<String, List<CallPrice>>();
      for (var row : FactTable.read("voice-prices.csv")) {
        calls
            .computeIfAbsent(row.get("iso"), iso -> new ArrayList<>())
            .add(
                new CallPrice(
                    row.get("label"),
                    List.of(row.get("prefixes").split(" ")),
                    new BigDecimal(row.get("minute"))));
      }
      var special = Comparator.comparing((CallPrice price) -> price.label().isEmpty());
      calls.values().forEach(prices -> prices.sort(special));
      return calls;
    }

    private static <K extends Enum<K>> void put(
        Map<K, BigDecimal> prices, K kind, CSVRecord row, String column) {
      var price = row.get(column);
      if (!price.isEmpty()) {
        prices.put(kind, new BigDecimal(price));
      }
    }
  }
}
