// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Balance;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.usage.Record;
import com.twilio.rest.api.v2010.account.usage.Trigger;
import com.twilio.rest.api.v2010.account.usage.record.Daily;
import com.twilio.rest.api.v2010.account.usage.record.LastMonth;
import com.twilio.rest.api.v2010.account.usage.record.Monthly;
import com.twilio.rest.api.v2010.account.usage.record.ThisMonth;
import com.twilio.rest.api.v2010.account.usage.record.Today;
import com.twilio.rest.api.v2010.account.usage.record.Yesterday;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.usage.UsageCategory;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  private static final PhoneNumber ALICE = new PhoneNumber("+14155550123");
  private static final PhoneNumber OURS = new PhoneNumber(RawClient.OURS);

  private static TwilioEmulator emulator;
  private static TwilioRestClient client;
  private static RawClient raw;

  @BeforeAll
  static void start() {
    emulator =
        TwilioEmulator.start(EmulatorOptions.defaults().withBalance(new BigDecimal("20.00")));
    client = EmulatorClient.live(emulator);
    raw = RawClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void standStill() {
    emulator.reset();
    raw.postJson("/_emulator/clock", "{\"speed\":0}");
  }

  @Test
  void addsUpMessagesByCategory() {
    send(3);
    send("x".repeat(200));
    emulator.handset(ALICE.toString()).texts("Hello", OURS.toString());
    pass(Duration.ofMinutes(1));

    assertThat(usage("sms-outbound-longcode"))
        .extracting(Record::getCount, Record::getUsage, Record::getUsageUnit)
        .containsExactly("4", "5", "segments");
    assertThat(usage("sms-inbound").getCount()).isEqualTo("1");
    assertThat(usage("sms").getCount()).isEqualTo("5");
    assertThat(usage("sms").getPrice()).isEqualByComparingTo("0.0474");
    assertThat(usage("totalprice").getPrice()).isEqualByComparingTo("0.0474");
    assertThat(usage("mms").getPrice()).isEqualByComparingTo("0");
  }

  @Test
  void takesWhatIsSpentFromTheBalance() {
    assertThat(balance()).isEqualByComparingTo("20.00");

    send(2);
    IncomingPhoneNumber.creator(new PhoneNumber("+12125550111")).create(client);
    pass(Duration.ofMinutes(1));
    assertThat(balance()).isEqualByComparingTo("18.8342");

    pass(Duration.ofDays(31));
    assertThat(balance()).isEqualByComparingTo("17.6842");
  }

  @Test
  void cutsUsageByTheCalendar() {
    pass(Duration.ofDays(40));
    send(1);
    pass(Duration.ofDays(1));
    send(2);
    pass(Duration.ofMinutes(1));

    assertThat(Today.reader().setCategory("sms").read(client).iterator().next().getCount())
        .isEqualTo("2");
    assertThat(Yesterday.reader().setCategory("sms").read(client).iterator().next().getCount())
        .isEqualTo("1");
    var daily = Daily.reader().setCategory("sms").read(client);
    assertThat(daily).extracting(Daily::getCount).hasSize(42).startsWith("2", "1", "0");
    var monthly = Monthly.reader().setCategory("sms").read(client);
    assertThat(
            StreamSupport.stream(monthly.spliterator(), false)
                .mapToInt(month -> Integer.parseInt(month.getCount()))
                .sum())
        .isEqualTo(3);
    var month = ThisMonth.reader().setCategory("sms").read(client).iterator().next();
    var before = LastMonth.reader().setCategory("sms").read(client).iterator().next();
    assertThat(month.getStartDate().getDayOfMonth()).isEqualTo(1);
    assertThat(before.getEndDate()).isEqualTo(month.getStartDate().minusDays(1));
  }

  @ParameterizedTest
  @CsvSource({
    "StartDate=-1days&EndDate=-1days, 1",
    "StartDate=-1days, 3",
    "EndDate=-1days, 1",
    "StartDate=2020-01-01&EndDate=2020-01-31, 0"
  })
  void readsDaysAndOffsets(String query, int count) {
    send(1);
    pass(Duration.ofDays(1));
    send(2);
    pass(Duration.ofMinutes(1));

    var answer = raw.get(raw.account("/Usage/Records.json?Category=sms&" + query));

    assertThat(answer.json().path("usage_records").get(0).path("count").stringValue())
        .isEqualTo(Integer.toString(count));
  }

  @Test
  void countsSubaccountsUnlessAskedNotTo() {
    var subaccount = Account.creator().create(client);
    var own = EmulatorClient.client(emulator, subaccount.getSid(), subaccount.getAuthToken());
    IncomingPhoneNumber.creator(new PhoneNumber("+12125550111")).create(own);

    assertThat(usage("phonenumbers").getCount()).isEqualTo("1");
    assertThat(
            Record.reader()
                .setCategory("phonenumbers")
                .setIncludeSubaccounts(false)
                .read(client)
                .iterator()
                .next()
                .getCount())
        .isEqualTo("0");
    assertThat(new BigDecimal(Balance.fetcher().fetch(client).getBalance()))
        .isEqualByComparingTo("20.00");
    assertThat(new BigDecimal(Balance.fetcher().fetch(own).getBalance()))
        .isEqualByComparingTo("18.85");
  }

  @Test
  void tellsOfEveryCategory() {
    assertThat(Record.reader().read(client)).hasSize(UsageCategory.all().size());
  }

  @ParameterizedTest
  @CsvSource({"Category=nonsense", "StartDate=soon", "StartDate=2026-02-01&EndDate=2026-01-01"})
  void refusesQuestionsThatMakeNoSense(String query) {
    var answer = raw.get(raw.account("/Usage/Records.json?" + query));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(20001);
  }

  @Test
  void firesATriggerOnceWhenItsValueIsReached() {
    try (var receiver = new CallbackReceiver()) {
      send(2);
      pass(Duration.ofMinutes(1));
      var trigger =
          Trigger.creator(URI.create(receiver.url("/usage")), "+3", "sms")
              .setTriggerBy(Trigger.TriggerField.COUNT)
              .create(client);
      assertThat(trigger.getTriggerValue()).isEqualTo("5");
      assertThat(trigger.getCurrentValue()).isEqualTo("2");

      send(2);
      pass(Duration.ofMinutes(5));
      assertThat(Trigger.fetcher(trigger.getSid()).fetch(client).getDateFired()).isNull();

      send(1);
      pass(Duration.ofMinutes(5));
      await().until(() -> !receiver.received().isEmpty());
      send(9);
      pass(Duration.ofDays(2));

      assertThat(Trigger.fetcher(trigger.getSid()).fetch(client).getDateFired()).isNotNull();
      assertThat(receiver.received()).hasSize(1);
      var callback = receiver.received().getFirst();
      assertThat(callback.get("UsageTriggerSid")).isEqualTo(trigger.getSid());
      assertThat(callback.get("CurrentValue")).isEqualTo("5");
      assertThat(callback.get("IdempotencyToken"))
          .startsWith(emulator.accountSid() + "-FIRES-" + trigger.getSid() + "-20");
      assertThat(
              new RequestValidator(emulator.authToken())
                  .validate(
                      receiver.url("/usage"),
                      callback.form(),
                      callback.header("X-Twilio-Signature")))
          .isTrue();
    }
  }

  @Test
  void firesARecurringTriggerEachDayOfAVirtualWeek() {
    try (var receiver = new CallbackReceiver()) {
      Trigger.creator(URI.create(receiver.url("/usage")), "2", "sms-outbound")
          .setTriggerBy(Trigger.TriggerField.COUNT)
          .setRecurring(Trigger.Recurring.DAILY)
          .create(client);

      for (int day = 0; day < 7; day++) {
        send(day == 3 ? 1 : 2);
        pass(Duration.ofDays(1));
      }

      await().until(() -> receiver.received().size() >= 6);
      assertThat(receiver.received())
          .extracting(callback -> callback.get("IdempotencyToken"))
          .hasSize(6)
          .doesNotHaveDuplicates();
    }
  }

  private static void send(int messages) {
    for (int n = 0; n < messages; n++) {
      send("Hello");
    }
  }

  private static void send(String body) {
    Message.creator(ALICE, OURS, body).create(client);
  }

  private static void pass(Duration duration) {
    raw.postJson("/_emulator/clock", "{\"advance\":\"" + duration + "\"}");
  }

  private static Record usage(String category) {
    return Record.reader().setCategory(category).read(client).iterator().next();
  }

  private static BigDecimal balance() {
    return new BigDecimal(Balance.fetcher().fetch(client).getBalance());
  }
}
