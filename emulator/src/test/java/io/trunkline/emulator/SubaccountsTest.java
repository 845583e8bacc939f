// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.pricing.v1.messaging.Country;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubaccountsTest {
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");

  private static TwilioEmulator emulator;
  private static TwilioRestClient parent;

  private Account subaccount;
  private TwilioRestClient own;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    parent = EmulatorClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void openSubaccount() {
    emulator.reset();
    subaccount = Account.creator().setFriendlyName("Customer").create(parent);
    own = EmulatorClient.client(emulator, subaccount.getSid(), subaccount.getAuthToken());
  }

  @Test
  void belongsToItsParentAndSeesOnlyItself() {
    assertThat(subaccount.getOwnerAccountSid()).isEqualTo(emulator.accountSid());
    assertThat(Account.reader().read(parent))
        .extracting(Account::getSid)
        .containsExactlyInAnyOrder(emulator.accountSid(), subaccount.getSid());
    assertThat(Account.reader().read(own))
        .extracting(Account::getSid)
        .containsExactly(subaccount.getSid());
    assertThat(Account.reader().setFriendlyName("Customer").read(parent)).hasSize(1);
    assertThat(Account.reader().setStatus(Account.Status.SUSPENDED).read(parent)).isEmpty();
  }

  @Test
  void isNamedAfterItsBirthIfItHasNoName() {
    assertThat(Account.creator().create(parent).getFriendlyName())
        .matches("SubAccount Created at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d [AP]M");
  }

  @Test
  void ownsItsNumbersAndMessagesAlone() {
    rent("+12125550111");

    var message = Message.creator(ALICE, new PhoneNumber("+12125550111"), "Hello").create(own);

    assertThat(message.getAccountSid()).isEqualTo(subaccount.getSid());
    assertThat(Message.reader().read(parent)).isEmpty();
    assertThat(Message.reader(subaccount.getSid()).read(parent)).hasSize(1);
    assertThat(
            refusal(
                    () ->
                        Message.creator(ALICE, new PhoneNumber("+12125550111"), "x").create(parent))
                .getCode())
        .isEqualTo(21660);
  }

  @Test
  void isReachedByItsParentsTokenUnderTheApiOf2010Only() {
    var key = EmulatorClient.client(emulator, "SK11111111111111111111111111111111", "1".repeat(32));

    assertThat(Message.reader(subaccount.getSid()).read(parent)).isEmpty();
    assertThat(refusal(() -> Message.reader(subaccount.getSid()).firstPage(key)).getStatusCode())
        .isEqualTo(403);
    assertThat(Country.fetcher("US").fetch(own).getIsoCountry()).isEqualTo("US");
  }

  @Test
  void takesANumberOutOfItsParentsServices() {
    var number =
        IncomingPhoneNumber.creator(new PhoneNumber("+12125550111")).setSmsUrl("").create(parent);
    var service = Service.creator("Bakery").create(parent).getSid();
    com.twilio.rest.messaging.v1.service.PhoneNumber.creator(service, number.getSid())
        .create(parent);

    IncomingPhoneNumber.updater(number.getSid()).setAccountSid(subaccount.getSid()).update(parent);

    assertThat(com.twilio.rest.messaging.v1.service.PhoneNumber.reader(service).read(parent))
        .isEmpty();
    var text = emulator.handset(ALICE.toString()).texts("Hello", "+12125550111");
    assertThat(text.account().sid()).isEqualTo(subaccount.getSid());
    assertThat(text.terms().serviceSid()).isNull();
  }

  @Test
  void signsItsCallbacksWithItsOwnToken() throws Exception {
    rent("+12125550111");
    try (var receiver = new CallbackReceiver()) {
      Message.creator(ALICE, new PhoneNumber("+12125550111"), "Hello")
          .setStatusCallback(receiver.url("/status"))
          .create(own);
      Awaitility.await().until(() -> !receiver.received().isEmpty());

      var callback = receiver.received().getFirst();
      var signature = callback.header("X-Twilio-Signature");
      var url = receiver.url("/status");
      assertThat(
              new RequestValidator(subaccount.getAuthToken())
                  .validate(url, callback.form(), signature))
          .isTrue();
      assertThat(
              new RequestValidator(emulator.authToken()).validate(url, callback.form(), signature))
          .isFalse();
    }
  }

  @Test
  void canDoNothingWhileItIsSuspended() {
    rent("+12125550111");
    status(Account.Status.SUSPENDED);

    assertThat(refusal(() -> Message.reader().firstPage(own)))
        .satisfies(
            refusal -> {
              assertThat(refusal.getStatusCode()).isEqualTo(403);
              assertThat(refusal.getCode()).isEqualTo(20005);
            });
    assertThat(refusal(() -> Message.reader(subaccount.getSid()).firstPage(parent)).getCode())
        .isEqualTo(20005);

    status(Account.Status.ACTIVE);
    assertThat(Message.reader().read(own)).isEmpty();
  }

  @Test
  void neitherFinishesMessagesNorHearsAnyWhileItIsSuspended() {
    rent("+12125550111");
    var control = RawClient.live(emulator);
    control.postJson("/_emulator/clock", "{\"speed\":0}");
    var message = Message.creator(ALICE, new PhoneNumber("+12125550111"), "Hello").create(own);
    status(Account.Status.SUSPENDED);
    control.postJson("/_emulator/clock", "{\"advance\":\"PT1M\"}");
    status(Account.Status.ACTIVE);

    assertThat(Message.fetcher(message.getSid()).fetch(own).getErrorCode()).isEqualTo(30002);

    status(Account.Status.SUSPENDED);
    var alice = emulator.handset(ALICE.toString());
    assertThatIllegalArgumentException().isThrownBy(() -> alice.texts("Hello", "+12125550111"));
  }

  @Test
  void losesItsNumbersWhenItIsClosedAndIsForgottenAMonthLater() {
    rent("+12125550111");
    status(Account.Status.CLOSED);

    assertThat(refusal(() -> Message.reader().firstPage(own)).getCode()).isEqualTo(20005);
    assertThat(
            IncomingPhoneNumber.creator(new PhoneNumber("+12125550111"))
                .create(parent)
                .getAccountSid())
        .isEqualTo(emulator.accountSid());
    assertThat(Account.fetcher(subaccount.getSid()).fetch(parent).getStatus())
        .isEqualTo(Account.Status.CLOSED);

    RawClient.live(emulator).postJson("/_emulator/clock", "{\"advance\":\"P31D\"}");
    assertThat(refusal(() -> Account.fetcher(subaccount.getSid()).fetch(parent)).getStatusCode())
        .isEqualTo(403);
  }

  @Test
  void givesItsSendersBackWhenItIsClosed() {
    var control = RawClient.live(emulator);
    var lease = "{\"short_code\": \"12345\", \"account_sid\": \"%s\"}";
    var register = "{\"sender\": \"whatsapp:+12125550111\", \"account_sid\": \"%s\"}";
    control.postJson("/_emulator/short-codes", lease.formatted(subaccount.getSid()));
    control.postJson("/_emulator/channel-senders", register.formatted(subaccount.getSid()));
    Service.creator("Bakery").create(own);
    status(Account.Status.CLOSED);

    emulator.clock().advance(Duration.ofDays(31));

    var alice = emulator.handset(ALICE.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alice.texts("Hello", "12345"))
        .withMessage("No account has the number 12345");
    assertThat(
            control
                .postJson("/_emulator/short-codes", lease.formatted(emulator.accountSid()))
                .status())
        .isEqualTo(201);
    assertThat(
            control
                .postJson("/_emulator/channel-senders", register.formatted(emulator.accountSid()))
                .status())
        .isEqualTo(201);
  }

  private void rent(String number) {
    IncomingPhoneNumber.creator(new PhoneNumber(number)).create(own);
  }

  private void status(Account.Status status) {
    Account.updater(subaccount.getSid()).setStatus(status).update(parent);
  }

  private static ApiException refusal(Runnable attempt) {
    return catchThrowableOfType(ApiException.class, attempt::run);
  }
}
