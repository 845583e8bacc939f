// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.NewKey;
import com.twilio.type.PhoneNumber;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationTest {
  private static final String TOKEN = "11111111111111111111111111111111";

  private static TwilioEmulator emulator;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "AC11111111111111111111111111111111, wrong",
    "AC99999999999999999999999999999999, 11111111111111111111111111111111",
    "SK11111111111111111111111111111111, wrong",
    "nobody, ''"
  })
  void refusesWrongCredentialsAsTwilioDoes(String user, String password) {
    var answer = new RawClient(emulator, user, password).get(messages(emulator.accountSid()));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo(20003);
    assertThat(answer.text("message")).isEqualTo("Authenticate");
    assertThat(answer.text("detail")).isEqualTo("Your AccountSid or AuthToken was incorrect.");
  }

  @Test
  void refusesAnotherAccountThanOnesOwn() {
    var answer =
        new RawClient(emulator, emulator.accountSid(), TOKEN)
            .get(messages("AC22222222222222222222222222222222"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo(20003);
  }

  @Test
  void letsAnApiKeySend() {
    var key = EmulatorClient.client(emulator, "SK11111111111111111111111111111111", TOKEN);

    var message =
        Message.creator(new PhoneNumber("+14155550123"), new PhoneNumber("+14155550100"), "By key")
            .create(key);

    assertThat(message.getAccountSid()).isEqualTo(emulator.accountSid());
  }

  @Test
  void showsTheSecretOfANewKeyOnceAndLetsItDoAllButManageKeys() {
    var client = EmulatorClient.live(emulator);
    var made = NewKey.creator().setFriendlyName("Deploy").create(client);
    var key = EmulatorClient.client(emulator, made.getSid(), made.getSecret());

    assertThat(made.getSecret()).hasSize(32);
    assertThat(Key.fetcher(made.getSid()).fetch(client).getFriendlyName()).isEqualTo("Deploy");
    assertThat(Key.reader().read(client)).extracting(Key::getSid).contains(made.getSid());
    Message.reader().firstPage(key);
    assertThatThrownBy(() -> NewKey.creator().create(key))
        .isInstanceOfSatisfying(
            ApiException.class,
            refusal -> {
              assertThat(refusal.getStatusCode()).isEqualTo(403);
              assertThat(refusal.getCode()).isEqualTo(20003);
            });

    assertThat(Key.deleter(made.getSid()).delete(client)).isTrue();
    assertThatThrownBy(() -> Message.reader().firstPage(key)).isInstanceOf(ApiException.class);
  }

  @Test
  void showsTheAccountToItself() {
    var client = EmulatorClient.live(emulator);

    var account = Account.fetcher().fetch(client);

    assertThat(account.getSid()).isEqualTo(emulator.accountSid());
    assertThat(account.getStatus()).isEqualTo(Account.Status.ACTIVE);
    assertThat(account.getAuthToken()).isEqualTo(emulator.authToken());
    assertThat(Account.reader().read(client)).extracting(Account::getSid).hasSize(1);
  }

  private static String messages(String account) {
    return "/2010-04-01/Accounts/" + account + "/Messages.json";
  }
}
