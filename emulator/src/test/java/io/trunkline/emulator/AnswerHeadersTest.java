// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerHeadersTest {
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
  void tellsOfTheRequestAlsoWhenItRefuses() {
    var taken = client.send("To", "+14155550123", "From", OURS, "Body", "Hello");
    var refused = client.send("To", "nobody", "From", OURS, "Body", "Hello");
    var unknown = new RawClient(emulator, "AC0", "wrong").get(client.account(".json"));

    for (var answer : new RawClient.Raw[] {taken, refused, unknown}) {
      assertThat(header(answer, "Twilio-Request-Id")).matches("RQ[0-9a-f]{32}");
      assertThat(header(answer, "Twilio-Request-Duration")).matches("[0-9]+\\.[0-9]{3}");
      assertThat(header(answer, "X-Home-Region")).isEqualTo("us1");
      assertThat(header(answer, "X-API-Domain")).isEqualTo("api.twilio.com");
    }
    assertThat(header(taken, "Twilio-Concurrent-Requests")).isEqualTo("1");
  }

  @Test
  void letsTheLimitOfConcurrentRequestsBeChanged() {
    assertThat(client.put("/_emulator/limits", "{\"concurrent_requests\": 7}").json())
        .isEqualTo(client.get("/_emulator/limits").json());
    assertThat(client.put("/_emulator/limits", "{\"concurrent_requests\": -1}").status())
        .isEqualTo(400);
    assertThat(client.put("/_emulator/limits", "{}").text("problem"))
        .contains("concurrent_requests must be a number");
    emulator.reset();
    assertThat(client.get("/_emulator/limits").json().get("concurrent_requests").intValue())
        .isZero();
  }

  private static String header(RawClient.Raw answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }
}
