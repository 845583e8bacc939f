// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.usage.Trigger;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.type.PhoneNumber;
import io.trunkline.emulator.carrier.Pace;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A week of an account passes in one request, at the lifelike pace. */
class VirtualWeekTest {
  private static final String ALICE = "+14155550123";
  private static final String BOB = "+14155550124";

  private TwilioEmulator emulator;
  private TwilioRestClient client;
  private String service;

  @BeforeEach
  void start() {
    emulator = TwilioEmulator.start(EmulatorOptions.defaults().withPace(Pace.LIFELIKE));
    emulator.clock().speed(0);
    client = EmulatorClient.live(emulator);
    service = Service.creator("Bakery").create(client).getSid();
    var numbers = IncomingPhoneNumber.reader().setPhoneNumber(new PhoneNumber(OURS)).read(client);
    numbers.forEach(
        number ->
            com.twilio.rest.messaging.v1.service.PhoneNumber.creator(service, number.getSid())
                .create(client));
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void passesInARequest() {
    emulator.handset(BOB).switchedOff();
    var daily = new ArrayList<Message>();
    for (int day = 1; day <= 7; day++) {
      daily.add(schedule(ALICE, Duration.ofDays(day).minusHours(1), "Bread of day " + day));
    }
    var trigger =
        Trigger.creator(URI.create("http://localhost:1/usage"), "36", "sms-outbound")
            .setTriggerBy(Trigger.TriggerField.COUNT)
            .create(client);
    var later = schedule(ALICE, Duration.ofDays(8), "Next week");
    var unreachable = schedule(BOB, Duration.ofDays(2), "Are you there?");
    // One segment a second: the last of these would leave after a minute, but not so late.
    var burst = new ArrayList<Message>();
    for (int i = 0; i < 60; i++) {
      burst.add(
          Message.creator(new PhoneNumber(ALICE), new PhoneNumber(OURS), "Roll " + i)
              .setValidityPeriod(30)
              .create(client));
    }

    var answer = RawClient.live(emulator).postJson("/_emulator/clock", "{\"advance\": \"PT168H\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(daily).allSatisfy(message -> assertStatus(message, Message.Status.DELIVERED));
    assertThat(daily).allSatisfy(this::assertPriced);
    assertThat(daily)
        .extracting(message -> fetch(message).getDateSent().toLocalDate())
        .doesNotHaveDuplicates();
    // After 31 of the burst and the one that Bob did not get, the fourth day's is the 36th.
    assertThat(Trigger.fetcher(trigger.getSid()).fetch(client).getDateFired().toLocalDate())
        .isEqualTo(fetch(daily.get(3)).getDateSent().toLocalDate());
    assertStatus(later, Message.Status.SCHEDULED);
    assertStatus(unreachable, Message.Status.UNDELIVERED);
    assertThat(fetch(unreachable).getErrorCode()).isEqualTo(30003);
    assertThat(burst.subList(0, 31))
        .allSatisfy(message -> assertStatus(message, Message.Status.DELIVERED));
    assertThat(burst.subList(31, 60))
        .allSatisfy(message -> assertThat(fetch(message).getErrorCode()).isEqualTo(30036));
    assertThat(said(ALICE)).hasSize(7 + 31).endsWith("Bread of day 6", "Bread of day 7");
  }

  private Message schedule(String to, Duration ahead, String body) {
    return Message.creator(new PhoneNumber(to), service, body)
        .setScheduleType(Message.ScheduleType.FIXED)
        .setSendAt(emulator.clock().now().plus(ahead).atZone(ZoneOffset.UTC))
        .create(client);
  }

  private List<String> said(String phone) {
    return emulator.handset(phone).messages().stream().map(message -> message.said()).toList();
  }

  private void assertPriced(Message message) {
    assertThat(fetch(message).getPrice()).startsWith("-0.");
  }

  private void assertStatus(Message message, Message.Status status) {
    assertThat(fetch(message).getStatus()).isEqualTo(status);
  }

  private Message fetch(Message message) {
    return Message.fetcher(message.getSid()).fetch(client);
  }
}
