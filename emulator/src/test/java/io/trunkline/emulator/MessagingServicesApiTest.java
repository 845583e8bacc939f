// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagingServicesApiTest {
  private static TwilioEmulator emulator;
  private static RawClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
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
  void beginsWithTheDefaults() {
    var service = client.post("/v1/Services", "FriendlyName", "Bakery");

    assertThat(service.status()).isEqualTo(201);
    assertThat(service.text("friendly_name")).isEqualTo("Bakery");
    assertThat(service.json().get("inbound_request_url").isNull()).isTrue();
    assertThat(service.text("inbound_method")).isEqualTo("POST");
    assertThat(service.json().get("sticky_sender").booleanValue()).isTrue();
    assertThat(service.json().get("smart_encoding").booleanValue()).isTrue();
    assertThat(service.json().get("validity_period").intValue()).isEqualTo(36_000);
    assertThat(service.text("usecase")).isEqualTo("undeclared");
    assertThat(service.text("url"))
        .isEqualTo(emulator.baseUrl() + "/v1/Services/" + service.text("sid"));
    assertThat(service.json().at("/links/phone_numbers").stringValue())
        .isEqualTo(service.text("url") + "/PhoneNumbers");
  }

  @ParameterizedTest
  @CsvSource({
    "InboundRequestUrl, https://example.com/in, inbound_request_url",
    "InboundMethod, GET, inbound_method",
    "FallbackUrl, https://example.com/fallback, fallback_url",
    "FallbackMethod, GET, fallback_method",
    "StatusCallback, https://example.com/status, status_callback",
    "StickySender, false, sticky_sender",
    "MmsConverter, false, mms_converter",
    "SmartEncoding, false, smart_encoding",
    "ScanMessageContent, disable, scan_message_content",
    "FallbackToLongCode, true, fallback_to_long_code",
    "AreaCodeGeomatch, true, area_code_geomatch",
    "ValidityPeriod, 600, validity_period",
    "SynchronousValidation, true, synchronous_validation",
    "Usecase, marketing, usecase",
    "UseInboundWebhookOnNumber, true, use_inbound_webhook_on_number"
  })
  void keepsEachSetting(String parameter, String value, String field) {
    var url = "/v1/Services/" + create();

    var updated = client.post(url, parameter, value);

    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.json().get(field).asString()).isEqualTo(value);
    assertThat(client.get(url).json()).isEqualTo(updated.json());
  }

  @Test
  void listsItsUseCases() {
    assertThat(client.get("/v1/Services/Usecases").json().get("usecases"))
        .extracting(usecase -> usecase.get("usecase").stringValue())
        .contains("notifications", "undeclared");
  }

  @Test
  void dropsNumbersThatAreGivenBack() {
    var pool = "/v1/Services/" + create() + "/PhoneNumbers";
    var number = client.get(client.account("/IncomingPhoneNumbers.json")).json();
    var sid = number.at("/incoming_phone_numbers/0/sid").stringValue();
    assertThat(client.post(pool, "PhoneNumberSid", sid).status()).isEqualTo(201);
    assertThat(client.get(pool).json().get("phone_numbers")).hasSize(1);

    client.delete(client.account("/IncomingPhoneNumbers/" + sid + ".json"));

    assertThat(client.get(pool).json().get("phone_numbers")).isEmpty();
    assertThat(client.get(pool + "/" + sid).status()).isEqualTo(404);
  }

  @Test
  void letsItsNumbersGoWhenItIsDeleted() {
    var service = "/v1/Services/" + create();
    var number = client.get(client.account("/IncomingPhoneNumbers.json")).json();
    var sid = number.at("/incoming_phone_numbers/0/sid").stringValue();
    client.post(service + "/PhoneNumbers", "PhoneNumberSid", sid);

    assertThat(client.delete(service).status()).isEqualTo(204);

    var other = "/v1/Services/" + create() + "/PhoneNumbers";
    assertThat(client.post(other, "PhoneNumberSid", sid).status()).isEqualTo(201);
  }

  @Test
  void showsNamesForAllCountriesAmongThoseWithACountry() {
    var service = "/v1/Services/" + create();
    client.post(service + "/AlphaSenders", "AlphaSender", "Bakery");
    client.post(
        service + "/DestinationAlphaSenders", "AlphaSender", "Boulanger", "IsoCountryCode", "FR");

    var all = client.get(service + "/DestinationAlphaSenders").json().get("alpha_senders");
    assertThat(all)
        .extracting(sender -> sender.get("iso_country_code").stringValue())
        .containsExactly("", "FR");
    var french = client.get(service + "/DestinationAlphaSenders?IsoCountryCode=FR").json();
    assertThat(french.get("alpha_senders")).hasSize(1);
    assertThat(client.get(service + "/AlphaSenders").json().get("alpha_senders")).hasSize(1);
  }

  private static String create() {
    return client.post("/v1/Services", "FriendlyName", "Bakery").text("sid");
  }
}
