// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock, moved from outside. */
class ClockControlTest {
  private static final String CLOCK = "/_emulator/clock";

  private TwilioEmulator emulator;
  private RawClient client;

  @BeforeEach
  void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  @Test
  void movesForwardAndHasDoneWhatBecameDue() {
    assertThat(client.postJson(CLOCK, "{\"speed\": 0}").status()).isEqualTo(200);
    var sid = client.send("To", "+14155550123", "From", OURS, "Body", "Hello").text("sid");
    var before = now();

    var answer = client.postJson(CLOCK, "{\"advance\": \"PT36H\"}");

    assertThat(answer.json().get("speed").doubleValue()).isZero();
    assertThat(Instant.parse(answer.text("now"))).isEqualTo(before.plus(Duration.ofHours(36)));
    assertThat(client.get(client.account("/Messages/" + sid + ".json")).text("status"))
        .isEqualTo("delivered");
    assertThat(now()).isEqualTo(before.plus(Duration.ofHours(36)));
  }

  @Test
  void goesFaster() {
    var before = now();

    client.postJson(CLOCK, "{\"speed\": 36000}");

    await().until(() -> now().isAfter(before.plus(Duration.ofHours(1))));
    assertThat(client.get(CLOCK).json().get("speed").doubleValue()).isEqualTo(36000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                               | speed or advance",
        "{\"advance\": \"tomorrow\"}      | tomorrow",
        "{\"advance\": 36}                | advance must be a string",
        "{\"advance\": \"-PT1H\"}         | 0 to 3660 days",
        "{\"speed\": \"fast\"}            | speed must be a number",
        "{\"speed\": -1}                  | from 0 to 100000",
        "{\"sped\": 1}                    | A clock has no sped",
      })
  void saysWhatIsWrongWithAnOrder(String order, String words) {
    var answer = client.postJson(CLOCK, order);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("problem")).contains(words);
  }

  private Instant now() {
    return Instant.parse(client.get(CLOCK).text("now"));
  }
}
