// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.emulator.RawClient.Raw;
import io.trunkline.emulator.carrier.Pace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders send at their rate; what is too much for ten hours is not taken. The clock stands. */
class SenderRatesTest {
  private static final String ALICE = "+14155550123";
  private static final Duration ON_THE_ROAD = Duration.ofMillis(100);

  private TwilioEmulator emulator;
  private RawClient client;

  @BeforeEach
  void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
    emulator.clock().speed(0);
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void sendsNoFasterThanItsRate() {
    client.put("/_emulator/senders/" + OURS, "{\"messages_per_second\": 1}");
    var first = send("One");
    var long3 = send("x".repeat(400));
    var last = send("Three");

    emulator.clock().advance(ON_THE_ROAD);
    assertStatus(first, "delivered");
    assertStatus(long3, "queued");
    emulator.clock().advance(Duration.ofSeconds(1));
    assertStatus(long3, "delivered");
    emulator.clock().advance(Duration.ofSeconds(2));
    assertStatus(last, "queued");
    emulator.clock().advance(Duration.ofSeconds(1));

    assertStatus(last, "delivered");
  }

  @Test
  void refusesMoreThanTenHoursOfMessages() {
    emulator.limitSender(OURS, 0.0001);
    assertThat(send("Takes 10000 seconds").status()).isEqualTo(201);
    for (int i = 0; i < 3; i++) {
      assertThat(send("Waits").status()).isEqualTo(201);
    }

    var refused = send("Too much");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(21611);
    var queue = client.get("/_emulator/senders/" + OURS);
    assertThat(queue.json().path("full").booleanValue()).isTrue();
    assertThat(queue.text("wait")).isEqualTo("PT11H6M40S");
    emulator.clock().advance(Duration.ofHours(2));
    assertThat(send("There is room again").status()).isEqualTo(201);
  }

  @Test
  void failsWhatExpiresInTheQueue() {
    emulator.limitSender(OURS, 0.01);
    send("Takes 100 seconds");
    var impatient = send("In a minute or never", "ValidityPeriod", "60");
    var patient = send("Whenever");

    emulator.clock().advance(Duration.ofSeconds(60));
    assertStatus(impatient, "failed");
    assertThat(fetch(impatient).json().path("error_code").intValue()).isEqualTo(30036);
    assertThat(fetch(impatient).json().path("price").isNull()).isTrue();
    emulator.clock().advance(Duration.ofSeconds(41));

    assertStatus(patient, "delivered");
  }

  @Test
  void knowsNoRatesAtTheFastPaceAndUsualOnesAtTheLifelike() {
    assertThat(client.get("/_emulator/senders/" + OURS).json().path("messages_per_second").isNull())
        .isTrue();
    try (var lifelike = TwilioEmulator.start(EmulatorOptions.defaults().withPace(Pace.LIFELIKE))) {
      var rate = RawClient.live(lifelike).get("/_emulator/senders/" + OURS).json();
      assertThat(rate.path("messages_per_second").doubleValue()).isEqualTo(1);
    }
  }

  @Test
  void refusesARateThatIsNone() {
    assertThat(client.put("/_emulator/senders/" + OURS, "{\"messages_per_second\": 0}").status())
        .isEqualTo(400);
    assertThat(client.put("/_emulator/senders/" + OURS, "{}").text("problem"))
        .isEqualTo("messages_per_second must be a number");
  }

  private void assertStatus(Raw message, String status) {
    assertThat(fetch(message).text("status")).isEqualTo(status);
  }

  private Raw send(String body, String... validity) {
    return validity.length == 0
        ? client.send("To", ALICE, "From", OURS, "Body", body)
        : client.send("To", ALICE, "From", OURS, "Body", body, validity[0], validity[1]);
  }

  private Raw fetch(Raw message) {
    return client.get(client.account("/Messages/" + message.text("sid") + ".json"));
  }
}
