// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.lookups.v2.PhoneNumber;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class LookupsTest {
  private static TwilioEmulator emulator;
  private static TwilioRestClient client;
  private static RawClient raw;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
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

  @ParameterizedTest
  @CsvSource({
    "+14159929960, US, 1, (415) 992-9960",
    "+447772000001, GB, 44, 07772 000001",
    "+4915735981234, DE, 49, 01573 5981234",
    "+14165550123, CA, 1, (416) 555-0123"
  })
  void tellsWhereValidNumbersBelong(
      String number, String country, String callingCode, String national) {
    var found = PhoneNumber.fetcher(number).fetch(client);

    assertThat(found.getValid()).isTrue();
    assertThat(found.getPhoneNumber()).hasToString(number);
    assertThat(found.getCountryCode()).isEqualTo(country);
    assertThat(found.getCallingCountryCode()).isEqualTo(callingCode);
    assertThat(found.getNationalFormat()).isEqualTo(national);
    assertThat(found.getLineTypeIntelligence()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "+141599299600, TOO_LONG",
    "+1415, TOO_SHORT",
    "+99912345678, INVALID_COUNTRY_CODE",
    "+11234567890, INVALID_BUT_POSSIBLE",
    "nonsense, NOT_A_NUMBER"
  })
  void tellsWhyNumbersAreInvalid(String number, String reason) {
    var answer = raw.get("/lookups/v2/PhoneNumbers/" + number);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("valid").booleanValue()).isFalse();
    assertThat(answer.json().path("validation_errors").get(0).stringValue()).isEqualTo(reason);
    assertThat(answer.json().path("country_code").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"4159929960, '', +14159929960", "07772000001, GB, +447772000001"})
  void readsNationalNumbersOfACountry(String number, String country, String e164) {
    assertThat(
            raw.get("/lookups/v2/PhoneNumbers/" + number + "?CountryCode=" + country)
                .text("phone_number"))
        .isEqualTo(e164);
  }

  @ParameterizedTest
  @CsvSource({
    "+4915735981234, mobile, 262",
    "+493012345678, landline, ",
    "+18005550123, tollFree, ",
    "+14155550100, nonFixedVoip, "
  })
  void tellsLineTypesByThePlanAndItsOwnNumbers(String number, String type, String mcc) {
    var line = line(number);

    assertThat(line.path("type").stringValue()).isEqualTo(type);
    assertThat(line.path("mobile_country_code").asString(null)).isEqualTo(mcc);
  }

  @Test
  void believesWhatWasSaidAboutAPhone() {
    raw.put("/_emulator/handsets/+14155550123", "{\"line\":\"landline\",\"carrier\":\"Bell\"}");

    assertThat(line("+14155550123").path("type").stringValue()).isEqualTo("landline");
    assertThat(line("+14155550123").path("carrier_name").stringValue()).isEqualTo("Bell");
  }

  @Test
  void ratesTheRiskOfPumpingAlwaysTheSame() {
    var path = "/lookups/v2/PhoneNumbers/+14155550123?Fields=sms_pumping_risk,sim_swap";
    var first = raw.get(path).json();

    assertThat(first.path("sms_pumping_risk").path("sms_pumping_risk_score").intValue())
        .isBetween(0, 100);
    assertThat(first.path("sim_swap").path("error_code").intValue()).isEqualTo(60606);
    assertThat(raw.get(path).json()).isEqualTo(first);
  }

  @Test
  void refusesFieldsThatDoNotExist() {
    var answer = raw.get("/lookups/v2/PhoneNumbers/+14155550123?Fields=horoscope");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(60618);
  }

  @Test
  void speaksTheFirstVersionToo() {
    var found =
        com.twilio.rest.lookups.v1.PhoneNumber.fetcher("+4915735981234")
            .setType("carrier")
            .fetch(client);

    assertThat(found.getCountryCode()).isEqualTo("DE");
    assertThat(found.getCarrier()).asString().contains("type=mobile");
    assertThat(raw.get("/lookups/v1/PhoneNumbers/+1415").status()).isEqualTo(404);
  }

  private static JsonNode line(String number) {
    return raw.get("/lookups/v2/PhoneNumbers/" + number + "?Fields=line_type_intelligence")
        .json()
        .path("line_type_intelligence");
  }
}
