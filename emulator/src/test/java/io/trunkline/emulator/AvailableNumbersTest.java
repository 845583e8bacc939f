// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.TollFree;
import com.twilio.type.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AvailableNumbersTest {
  private static TwilioEmulator emulator;
  private static TwilioRestClient client;
  private static RawClient raw;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start(EmulatorOptions.defaults().withRandomSeed(7));
    client = EmulatorClient.live(emulator);
    raw = RawClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
  }

  @Test
  void offersNumbersThatCanBeRented() {
    var offer = Local.reader("US").setAreaCode(415).read(client).iterator().next();

    assertThat(offer.getPhoneNumber().toString()).matches("\\+1415[2-9]\\d{6}");
    assertThat(offer.getLocality()).isEqualTo("San Francisco");
    assertThat(offer.getRegion()).isEqualTo("CA");
    assertThat(offer.getLata()).isEqualTo("722");
    assertThat(offer.getFriendlyName().toString()).startsWith("(415) ");
    assertThat(IncomingPhoneNumber.creator(offer.getPhoneNumber()).create(client).getSid())
        .startsWith("PN");
  }

  @Test
  void doesNotOfferWhatIsRentedUntilItIsGivenBack() {
    var first = Local.reader("DE").read(client).iterator().next().getPhoneNumber();
    var rented = IncomingPhoneNumber.creator(first).create(client);
    assertThat(locals("DE")).doesNotContain(first.toString());

    IncomingPhoneNumber.deleter(rented.getSid()).delete(client);

    assertThat(locals("DE").getFirst()).isEqualTo(first.toString());
  }

  @Test
  void offersTheSameForTheSameSeed() {
    try (var twin = TwilioEmulator.start(EmulatorOptions.defaults().withRandomSeed(7));
        var other = TwilioEmulator.start(EmulatorOptions.defaults().withRandomSeed(8))) {
      assertThat(locals(twin)).isEqualTo(locals(emulator));
      assertThat(locals(other)).isNotEqualTo(locals(emulator));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "US/Local, AreaCode=212, \\+1212.*",
    "US/Local, InRegion=TX, \\+1[0-9]{10}",
    "US/Local, InLocality=seattle, \\+1206.*",
    "US/Local, InPostalCode=10001, \\+1212.*",
    "US/Local, InLata=132&InRateCenter=NWYRCYZN01, \\+1(212|646|917).*",
    "US/Local, Contains=%2B1415, \\+1415.*",
    "US/Local, Contains=7$, .*7",
    "US/Local, Contains=4*5, .*4.5.*",
    "US/Local, Contains=AB, .*22.*",
    "US/Local, Contains=9%25%2477, ",
    "US/Local, NearLatLong=37.77%2C-122.41&Distance=30, \\+1(415|628|510|650).*",
    "US/Local, NearNumber=%2B12065550100, \\+1206.*",
    "US/TollFree, MmsEnabled=true, \\+18(33|44|55|66|77|88).*",
    "GB/Mobile, SmsEnabled=true, \\+447.*",
    "GB/Mobile, SmsEnabled=false, ",
    "GB/Mobile, FaxEnabled=true, ",
    "DE/Local, ExcludeLocalAddressRequired=true, ",
    "DE/Local, ExcludeAllAddressRequired=true, ",
    "JP/National, PageSize=3, \\+8150.*"
  })
  void findsWhatIsSearched(String path, String query, String pattern) {
    var answer = raw.get(raw.account("/AvailablePhoneNumbers/" + path + ".json?" + query));

    if (pattern == null) {
      assertThat(answer.json().path("available_phone_numbers")).isEmpty();
    } else {
      assertThat(numbers(answer)).isNotEmpty().allMatch(number -> number.matches(pattern));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "XX/Local, PageSize=1, 404, 20404",
    "US/Mobile, PageSize=1, 404, 20404",
    "DE/Local, AreaCode=030, 400, 21457",
    "US/Local, AreaCode=nonsense, 400, 21451",
    "US/Local, Contains=1, 400, 20001",
    "US/Local, NearLatLong=here, 400, 20001",
    "US/Local, NearLatLong=1%2C2&Distance=501, 400, 20001",
    "US/Local, PageSize=1001, 400, 20007"
  })
  void refusesSearchesThatCannotBe(String path, String query, int status, int code) {
    var answer = raw.get(raw.account("/AvailablePhoneNumbers/" + path + ".json?" + query));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void answersInOnePieceWithoutPages() {
    var answer = raw.get(raw.account("/AvailablePhoneNumbers/US/Local.json?PageSize=7"));

    assertThat(answer.json().propertyNames())
        .containsExactlyInAnyOrder("available_phone_numbers", "uri");
    assertThat(numbers(answer)).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void readsOverTheSdkForEveryKind() {
    assertThat(TollFree.reader("US").limit(3).read(client)).hasSize(3);
    assertThat(Mobile.reader("SE").limit(3).read(client))
        .hasSize(3)
        .allSatisfy(offer -> assertThat(offer.getCapabilities().getSms()).isTrue());
  }

  private static List<String> numbers(RawClient.Raw answer) {
    return answer
        .json()
        .path("available_phone_numbers")
        .valueStream()
        .map(offer -> offer.path("phone_number"))
        .map(JsonNode::stringValue)
        .toList();
  }

  private static List<String> locals(String country) {
    return StreamSupport.stream(Local.reader(country).read(client).spliterator(), false)
        .map(Local::getPhoneNumber)
        .map(PhoneNumber::toString)
        .toList();
  }

  private static List<String> locals(TwilioEmulator world) {
    var numbers = new ArrayList<String>();
    Local.reader("US")
        .read(EmulatorClient.live(world))
        .forEach(offer -> numbers.add(offer.getPhoneNumber().toString()));
    return numbers;
  }
}
