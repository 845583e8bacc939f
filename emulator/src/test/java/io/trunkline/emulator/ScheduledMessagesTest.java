// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.service.PhoneNumber;
import io.trunkline.emulator.RawClient.Raw;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that leave at their time and not before. The clock stands. */
class ScheduledMessagesTest {
  private static final String ALICE = "+14155550123";
  private static final Duration SOON = Duration.ofSeconds(1);

  private static TwilioEmulator emulator;
  private static TwilioRestClient client;
  private static RawClient raw;
  private static CallbackReceiver receiver;

  private String service = "";

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = EmulatorClient.live(emulator);
    raw = RawClient.live(emulator);
    receiver = new CallbackReceiver();
  }

  @AfterAll
  static void stop() {
    receiver.close();
    emulator.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
    emulator.clock().speed(0);
    service = Service.creator("Bakery").create(client).getSid();
    var numbers = IncomingPhoneNumber.reader().read(client);
    numbers.forEach(number -> PhoneNumber.creator(service, number.getSid()).create(client));
  }

  @Test
  void leavesAtItsTimeThoughTheSdkSendsNoZone() {
    var sendAt = emulator.clock().now().plus(Duration.ofHours(30)).atZone(ZoneOffset.UTC);
    var message =
        Message.creator(new com.twilio.type.PhoneNumber(ALICE), service, "Bread is ready")
            .setScheduleType(Message.ScheduleType.FIXED)
            .setSendAt(sendAt)
            .create(client);

    assertThat(message.getStatus()).isEqualTo(Message.Status.SCHEDULED);
    emulator.clock().advance(Duration.ofHours(30).minus(SOON));
    assertThat(status(message.getSid())).isEqualTo("scheduled");
    emulator.clock().advance(SOON.multipliedBy(2));

    assertThat(status(message.getSid())).isEqualTo("delivered");
    assertThat(emulator.handset(ALICE).messages()).hasSize(1);
  }

  @Test
  void isCanceledUntilItsTimeComes() {
    var called =
        schedule("SendAt", in(Duration.ofHours(1)), "StatusCallback", receiver.url("/status"));
    var gone = schedule("SendAt", in(Duration.ofHours(1)));

    var canceled = cancel(called);
    emulator.clock().advance(Duration.ofHours(2));

    assertThat(canceled.text("status")).isEqualTo("canceled");
    assertThat(status(called.text("sid"))).isEqualTo("canceled");
    assertThat(cancel(called).code()).isEqualTo(30409);
    assertThat(cancel(gone).code()).isEqualTo(30409);
    assertThat(emulator.handset(ALICE).messages()).hasSize(1);
    await()
        .untilAsserted(
            () -> assertThat(receiver.statuses(called.text("sid"))).containsExactly("canceled"));
  }

  @Test
  void failsAtItsTimeIfTheRecipientHasOptedOutMeanwhile() {
    var message = schedule("SendAt", in(Duration.ofHours(1)), "From", OURS);
    emulator.handset(ALICE).texts("STOP", OURS);

    emulator.clock().advance(Duration.ofHours(2));

    assertThat(status(message.text("sid"))).isEqualTo("failed");
  }

  @Test
  void waitsNoLongerThanItsValidityAfterItsTime() {
    emulator.handset(ALICE).switchedOff();
    var message = schedule("SendAt", in(Duration.ofHours(1)), "ValidityPeriod", "600");

    emulator.clock().advance(Duration.ofMinutes(69));
    assertThat(status(message.text("sid"))).isEqualTo("sent");
    emulator.clock().advance(Duration.ofMinutes(1));

    assertThat(status(message.text("sid"))).isEqualTo("undelivered");
  }

  @ParameterizedTest
  @CsvSource({"PT299S, 35114", "PT300S, 0", "P35D, 0", "P35DT1S, 35114"})
  void takesTimesWithinTheWindowOnly(Duration ahead, int code) {
    assertThat(schedule("SendAt", in(ahead)).code()).isEqualTo(code);
  }

  @Test
  void refusesWhatIsNoSchedule() {
    assertThat(schedule().code()).isEqualTo(35111);
    assertThat(schedule("SendAt", "tomorrow").code()).isEqualTo(35115);
    assertThat(schedule("SendAt", "2030-01-01").code()).isEqualTo(35115);
    var withoutService =
        raw.send(
            "To",
            ALICE,
            "From",
            OURS,
            "Body",
            "x",
            "ScheduleType",
            "fixed",
            "SendAt",
            in(Duration.ofHours(1)));
    assertThat(withoutService.code()).isEqualTo(35118);
    assertThat(withoutService.status()).isEqualTo(400);
  }

  @Test
  void readsTimesOfAnyZone() {
    var noon = emulator.clock().now().plus(Duration.ofDays(1)).atOffset(ZoneOffset.ofHours(-5));
    var message = schedule("SendAt", noon.toString());

    emulator.clock().advance(Duration.ofDays(1).plus(SOON));

    assertThat(status(message.text("sid"))).isEqualTo("delivered");
  }

  private static String in(Duration ahead) {
    return Instant.ofEpochSecond(emulator.clock().now().plus(ahead).getEpochSecond()).toString();
  }

  private Raw schedule(String... more) {
    var form = new String[more.length + 8];
    var always =
        new String[] {
          "To", ALICE, "MessagingServiceSid", service, "Body", "Bread", "ScheduleType", "fixed"
        };
    System.arraycopy(always, 0, form, 0, always.length);
    System.arraycopy(more, 0, form, always.length, more.length);
    return raw.send(form);
  }

  private static Raw cancel(Raw message) {
    return raw.post(
        raw.account("/Messages/" + message.text("sid") + ".json"), "Status", "canceled");
  }

  private static String status(String sid) {
    return raw.get(raw.account("/Messages/" + sid + ".json")).text("status");
  }
}
