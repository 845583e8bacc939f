// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.pricing.v1.messaging.Country;
import com.twilio.rest.pricing.v1.voice.Number;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.number.NumberKind;
import io.trunkline.emulator.price.MessageKind;
import io.trunkline.emulator.price.Prices;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
  private static TwilioEmulator emulator;
  private static TwilioRestClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = EmulatorClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "OUTBOUND_SMS, +14155550123, 3, 0.0237",
    "INBOUND_SMS, +442071838750, 2, 0.0150",
    "OUTBOUND_MMS, +14155550123, 3, 0.0200",
    "OUTBOUND_SMS, +17875550123, 1, 0.0350",
    "CHANNEL, +14155550123, 3, 0.0050",
    "OUTBOUND_SMS, +99912345678, 2, 0.2000"
  })
  void pricesMessagesByCountrySegmentsAndKind(
      MessageKind kind, String to, int segments, BigDecimal price) {
    assertThat(Prices.ofMessage(kind, to, segments)).isEqualByComparingTo(price);
  }

  @Test
  void pricesRentsByKindOfNumber() {
    assertThat(Prices.ofRent("+14155550100", NumberKind.LOCAL)).isEqualByComparingTo("1.15");
    assertThat(Prices.ofRent("+18885550100", NumberKind.TOLL_FREE)).isEqualByComparingTo("2.15");
  }

  @Test
  void chargesWhatItPublishes() {
    var germany = Country.fetcher("de").fetch(client);

    assertThat(germany.getCountry()).isEqualTo("Germany");
    assertThat(germany.getOutboundSmsPrices())
        .isNotEmpty()
        .allSatisfy(
            network ->
                assertThat(network.getPrices())
                    .allSatisfy(
                        price ->
                            assertThat(price.getCurrentPrice())
                                .isEqualTo(
                                    Prices.ofMessage(MessageKind.OUTBOUND_SMS, "+4915112345678", 1)
                                        .doubleValue())));
  }

  @ParameterizedTest
  @CsvSource({
    "+19075550123, US, 0.09",
    "+14165550123, CA, 0.013",
    "+4915112345678, DE, 0.035",
    "+493012345678, DE, 0.0175"
  })
  void pricesCallsByTheLongestPrefix(String number, String country, double minute) {
    var found = Number.fetcher(new PhoneNumber(number)).fetch(client);

    assertThat(found.getIsoCountry()).isEqualTo(country);
    assertThat(found.getOutboundCallPrice().getCurrentPrice()).isEqualTo(minute);
  }

  @Test
  void pricesRoutesOfTheSecondVersionToo() {
    var call =
        com.twilio.rest.pricing.v2.voice.Number.fetcher(new PhoneNumber("+18005550123"))
            .setOriginationNumber(new PhoneNumber("+14155550123"))
            .fetch(client);
    var trunk =
        com.twilio.rest.pricing.v2.Number.fetcher(new PhoneNumber("+18005550123")).fetch(client);

    assertThat(call.getOriginationNumber()).hasToString("+14155550123");
    assertThat(call.getOutboundCallPrices()).hasSize(1);
    assertThat(trunk.getTerminatingPrefixPrices()).hasSize(1);
  }
}
