// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.incomingphonenumber.Local;
import com.twilio.rest.api.v2010.account.incomingphonenumber.Mobile;
import com.twilio.rest.api.v2010.account.incomingphonenumber.TollFree;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
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

  @Test
  void ownsALongCodeAndATollFreeNumberFromTheStart() {
    assertThat(IncomingPhoneNumber.reader().read(client))
        .extracting(number -> number.getPhoneNumber().toString())
        .containsExactlyInAnyOrder("+14155550100", "+18885550100");
  }

  @Test
  void rentsConfiguresAndGivesBack() {
    var rented =
        IncomingPhoneNumber.creator(new PhoneNumber("+12125550111"))
            .setFriendlyName("New York")
            .setSmsUrl(URI.create("https://example.com/sms"))
            .create(client);
    assertThat(rented.getCapabilities().getSms()).isTrue();
    assertThat(raw.send("To", "+14155550123", "From", "+12125550111", "Body", "x").status())
        .isEqualTo(201);

    var changed =
        IncomingPhoneNumber.updater(rented.getSid()).setSmsMethod(HttpMethod.GET).update(client);
    assertThat(changed.getSmsMethod()).isEqualTo(HttpMethod.GET);
    assertThat(changed.getSmsUrl()).hasToString("https://example.com/sms");
    assertThat(IncomingPhoneNumber.fetcher(rented.getSid()).fetch(client).getFriendlyName())
        .isEqualTo("New York");

    assertThat(IncomingPhoneNumber.deleter(rented.getSid()).delete(client)).isTrue();
    assertThat(raw.send("To", "+14155550123", "From", "+12125550111", "Body", "x").code())
        .isEqualTo(21606);
  }

  @Test
  void findsByPartsOfTheNumberAndByName() {
    assertThat(IncomingPhoneNumber.reader().setPhoneNumber("888").read(client)).hasSize(1);
    assertThat(IncomingPhoneNumber.reader().setFriendlyName("nobody").read(client)).isEmpty();
  }

  @Test
  void keepsLocalMobileAndTollFreeNumbersApart() {
    Mobile.creator(new PhoneNumber("+447412345678")).create(client);

    assertThat(Mobile.reader().read(client)).hasSize(1);
    assertThat(Local.reader().read(client)).hasSize(1);
    assertThat(TollFree.reader().read(client))
        .extracting(number -> number.getPhoneNumber().toString())
        .containsExactly("+18885550100");
    assertThat(
            raw.post(
                    raw.account("/IncomingPhoneNumbers/TollFree.json"),
                    "PhoneNumber",
                    "+12125550111")
                .code())
        .isEqualTo(21458);
  }

  @Test
  void handsANumberToASubaccount() {
    var subaccount = Account.creator().create(client);
    var sid = IncomingPhoneNumber.reader().read(client).iterator().next().getSid();

    var moved = IncomingPhoneNumber.updater(sid).setAccountSid(subaccount.getSid()).update(client);

    assertThat(moved.getAccountSid()).isEqualTo(subaccount.getSid());
    assertThat(IncomingPhoneNumber.reader().read(client)).hasSize(1);
    assertThat(IncomingPhoneNumber.reader(subaccount.getSid()).read(client)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, 21470",
    "AC99999999999999999999999999999999, 21471",
    "AC22222222222222222222222222222222, 21473"
  })
  void handsNoNumberToStrangers(String account, int code) {
    var sid = IncomingPhoneNumber.reader().read(client).iterator().next().getSid();

    assertThat(
            raw.post(raw.account("/IncomingPhoneNumbers/" + sid + ".json"), "AccountSid", account)
                .code())
        .isEqualTo(code);
  }

  @Test
  void rentsAnyFreeNumberOfAnAreaCode() {
    var first = IncomingPhoneNumber.creator("646").create(client).getPhoneNumber().toString();
    var second = IncomingPhoneNumber.creator("646").create(client).getPhoneNumber().toString();

    assertThat(first).startsWith("+1646").isNotEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "PhoneNumber, +14155550100, 21422",
    "PhoneNumber, nonsense, 21421",
    "AreaCode, 055, 21451",
    "SmsUrl, https://example.com/, 21421"
  })
  void refusesWhatCannotBeRented(String name, String value, int code) {
    assertThat(raw.post(raw.account("/IncomingPhoneNumbers.json"), name, value).code())
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "SmsUrl, nonsense, 21402",
    "SmsMethod, PUT, 21403",
    "VoiceReceiveMode, telex, 20001",
    "BundleSid, nonsense, 20001"
  })
  void refusesSettingsThatCannotWork(String name, String value, int code) {
    var sid = IncomingPhoneNumber.reader().read(client).iterator().next().getSid();

    assertThat(raw.post(raw.account("/IncomingPhoneNumbers/" + sid + ".json"), name, value).code())
        .isEqualTo(code);
  }
}
