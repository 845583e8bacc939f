// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.message.MessageStatus;
import io.trunkline.emulator.phone.Fate;
import io.trunkline.emulator.seedfile.SeedFile;
import io.trunkline.emulator.seedfile.SeedFileException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedFileTest {
  private static final Path EXAMPLE = Path.of("seed-example.json");
  private static final String ACCOUNT = "AC33333333333333333333333333333333";
  private static final String BRANCH = "AC44444444444444444444444444444444";

  @Test
  void beginsWithWhatTheExampleDescribes() {
    try (var twilio = start(SeedFile.read(EXAMPLE))) {
      assertThat(twilio.numbers())
          .containsExactly("+12125550100", "+13125550100", "+14155550100", "+18885550100");

      var reception =
          IncomingPhoneNumber.reader()
              .setPhoneNumber(new PhoneNumber("+14155550100"))
              .read(EmulatorClient.live(twilio))
              .iterator()
              .next();
      assertThat(reception.getSmsUrl()).isEqualTo(URI.create("http://localhost:3000/sms"));
      assertThat(reception.getFriendlyName()).isEqualTo("Reception");

      var key = EmulatorClient.client(twilio, "SK33333333333333333333333333333333", "not-a-secret");
      var sent =
          Message.creator(
                  ACCOUNT,
                  new PhoneNumber("+14155550124"),
                  new PhoneNumber("+12125550100"),
                  "Is anybody there?")
              .create(key);
      Awaitility.await()
          .until(
              () ->
                  Message.fetcher(ACCOUNT, sent.getSid()).fetch(key).getStatus()
                      == Message.Status.UNDELIVERED);
    }
  }

  @Test
  void sendsThroughASeededService() {
    try (var twilio = start(SeedFile.read(EXAMPLE))) {
      var service = "MG55555555555555555555555555555555";
      Message.creator(new PhoneNumber("+14155550123"), service, "Your table is ready")
          .create(EmulatorClient.live(twilio));

      assertThat(twilio.handset("+14155550123").expectsText("table").from()).isEqualTo("12345");
    }
  }

  @Test
  void letsTheTokenOfTheParentReachASeededSubaccount() {
    try (var twilio = start(SeedFile.read(EXAMPLE))) {
      var parent = EmulatorClient.client(twilio, ACCOUNT, "3".repeat(32));

      assertThat(IncomingPhoneNumber.reader(BRANCH).read(parent))
          .extracting(number -> number.getPhoneNumber().getEndpoint())
          .containsExactly("+13125550100");
    }
  }

  @Test
  void beginsAgainByTheFileOnReset() {
    try (var twilio = start(SeedFile.read(EXAMPLE))) {
      twilio.pointNumber("+12125550100", "http://localhost:3000/other");
      twilio.handset("+14155550123").fate(Fate.failed(30008));
      twilio.reset();

      var account = EmulatorClient.client(twilio, ACCOUNT, "3".repeat(32));
      assertThat(IncomingPhoneNumber.reader().read(account))
          .singleElement()
          .satisfies(number -> assertThat(number.getSmsUrl()).hasToString(""));
      var live = RawClient.live(twilio);
      live.send("To", "+14155550123", "From", "+14155550100", "Body", "x");
      Awaitility.await()
          .until(
              () ->
                  twilio.handset("+14155550123").messages().stream()
                      .anyMatch(m -> m.state().status() == MessageStatus.DELIVERED));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                            | At /: must be an object
          {"acounts": []}                               | At /acounts: is not known here; known are accounts, handsets
          {"accounts": {}}                              | At /accounts: must be a list
          {"accounts": [{}]}                            | At /accounts/0/sid: is missing
          {"accounts": [{"sid": "AC1"}]}                | At /accounts/0/sid: must be AC and 32 hexadecimal digits, not 'AC1'
          {"accounts": [LIVE, "x"]}                     | At /accounts/1: must be an object
          {"accounts": [OTHER, OTHER]}                  | At /accounts/1/sid: names an account that is there already
          {"accounts": [LIVE "numbers": [{}]}]}         | At /accounts/0/numbers/0/phone_number: is missing
          {"accounts": [LIVE "numbers": [{"phone_number": "555"}]}]} | At /accounts/0/numbers/0/phone_number: '555' is not a phone number in E.164 form
          {"accounts": [LIVE "numbers": [NUMBER}, NUMBER}]}]} | At /accounts/0/numbers/1/phone_number: +12125550100 is rented already
          {"accounts": [LIVE "numbers": [NUMBER, "sms_url": "/sms"}]}]} | At /accounts/0/numbers/0/sms_url: must be an http or https URL, not '/sms'
          {"accounts": [LIVE "numbers": [NUMBER, "sms_url": "http://a b"}]}]} | At /accounts/0/numbers/0/sms_url: must be an http or https URL
          {"accounts": [LIVE "numbers": [NUMBER, "sms_method": "PUT"}]}]} | At /accounts/0/numbers/0/sms_method: must be GET or POST, not 'PUT'
          {"accounts": [LIVE "keys": [{"sid": "SK1"}]}]} | At /accounts/0/keys/0/sid: must be SK and 32
          {"handsets": [{"number": 5}]}                 | At /handsets/0/number: must be a string
          {"handsets": [{"number": "5"}]}               | At /handsets/0/number: '5' is not a phone number in E.164 form
          {"accounts": [LIVE "short_codes": [{"short_code": "1"}]}]} | At /accounts/0/short_codes/0/short_code: A short code has 3 to 8 digits
          {"accounts": [LIVE "channel_senders": ["+1"]}]} | At /accounts/0/channel_senders/0: No channel has the address +1
          {"accounts": [LIVE "channel_senders": [1]}]} | At /accounts/0/channel_senders/0: must be a string
          {"accounts": [LIVE "messaging_services": [{"sid": "MG1", "friendly_name": "x"}]}]} | At /accounts/0/messaging_services/0/sid: must be MG and 32
          {"accounts": [LIVE "messaging_services": [SERVICE}, SERVICE}]}]} | At /accounts/0/messaging_services/1/sid: names a service that is there already
          {"accounts": [LIVE "messaging_services": [SERVICE, "senders": ["+12125550100"]}]}]} | At /accounts/0/messaging_services/0/senders/0: '+12125550100' is no sender of the account
          {"accounts": [LIVE "messaging_services": [SERVICE, "sticky_sender": 1}]}]} | At /accounts/0/messaging_services/0/sticky_sender: must be true or false
          {"accounts": [LIVE "messaging_services": [SERVICE, "validity_period": 0}]}]} | At /accounts/0/messaging_services/0/validity_period: must be from 1 to 36000
          {"handsets": [{"number": "+14155550123", "fate": "lost"}]} | At /handsets/0: There is no fate lost
          {"handsets": [{"number": "+14155550123", "delay": "long"}]} | At /handsets/0: delay must be an ISO 8601 duration
          {"handsets": [{"number": "+14155550123", "a/b": 1}]} | At /handsets/0/a~1b: is not known here
          """)
  void saysWhereAndWhyItCannotBeMeant(String json, String problem) {
    var seed =
        SeedFile.parse(
            json.replace("LIVE,", "{\"sid\": \"AC11111111111111111111111111111111\"},")
                .replace("LIVE", "{\"sid\": \"AC11111111111111111111111111111111\",")
                .replace("OTHER", "{\"sid\": \"" + ACCOUNT + "\", \"auth_token\": \"t\"}")
                .replace(
                    "SERVICE",
                    "{\"sid\": \"MG55555555555555555555555555555555\", \"friendly_name\": \"x\"")
                .replace("NUMBER", "{\"phone_number\": \"+12125550100\""));

    assertThatThrownBy(() -> start(seed))
        .isInstanceOf(SeedFileException.class)
        .message()
        .startsWith(problem);
  }

  @Test
  void saysWhereItIsNoJson() {
    assertThatThrownBy(() -> SeedFile.parse("{\n  \"accounts\": [}"))
        .isInstanceOf(SeedFileException.class)
        .message()
        .startsWith("At line 2, column 16: ");
    assertThatThrownBy(() -> SeedFile.parse("{\"accounts\": [], \"accounts\": []}"))
        .hasMessageContaining("Duplicate");
  }

  @Test
  void isReadByTheProgram() throws InterruptedException {
    var err = new StringWriter();

    int code =
        EmulatorProgram.run(
            List.of("--seed", "no-such-file.json"),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true));

    assertThat(code).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("Cannot read the seed file no-such-file.json");
  }

  private static TwilioEmulator start(SeedFile seed) {
    return TwilioEmulator.start(EmulatorOptions.defaults().withSeed(seed));
  }
}
