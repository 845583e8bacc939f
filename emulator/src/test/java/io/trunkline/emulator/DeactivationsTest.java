// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.twilio.exception.ApiException;
import com.twilio.rest.messaging.v1.Deactivations;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeactivationsTest {
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
  void leadToAFileWithTheDaysNumbers() {
    serve("+14155550124", false);
    serve("+14155550123", false);
    serve("+447700900123", false);
    serve("+14155550125", true);

    var answer = client.get("/v1/Deactivations?Date=" + today());

    assertThat(answer.status()).isEqualTo(307);
    var file = URI.create(answer.text("redirect_to"));
    assertThat(client.get(file.getPath()).response().body())
        .asString()
        .isEqualTo("+14155550123\n+14155550124\n");
    var yesterday = client.get("/v1/Deactivations?Date=" + today().minusDays(1));
    assertThat(client.get(URI.create(yesterday.text("redirect_to")).getPath()).response().body())
        .isEmpty();
  }

  @Test
  void areOnTheDayOnWhichTheyHappened() {
    serve("+14155550123", false);
    var first = today();
    client.postJson("/_emulator/clock", "{\"advance\": \"PT24H\"}");
    serve("+14155550123", false);
    assertThat(file(first.plusDays(1))).isEmpty();

    serve("+14155550123", true);
    serve("+14155550123", false);

    assertThat(file(first)).isEqualTo("+14155550123\n");
    assertThat(file(first.plusDays(1))).isEqualTo("+14155550123\n");
  }

  @Test
  void areReadByTheSdk() {
    var deactivation =
        Deactivations.fetcher().setDate(today()).fetch(EmulatorClient.live(emulator));

    assertThat(deactivation.getRedirectTo())
        .hasToString("https://messaging.twilio.com/_emulator/deactivations/" + today() + ".txt");
  }

  @Test
  void areRefusedForWhatIsNoDayOrNotYet() {
    assertThat(client.get("/v1/Deactivations").code()).isEqualTo(20001);
    assertThat(client.get("/v1/Deactivations?Date=yesterday").code()).isEqualTo(20001);
    assertThat(client.get("/v1/Deactivations?Date=-999999999-01-01").code()).isEqualTo(20001);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(
            () ->
                Deactivations.fetcher()
                    .setDate(today().plusDays(2))
                    .fetch(EmulatorClient.live(emulator)))
        .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(20404));
  }

  private static String file(LocalDate day) {
    return new String(
        client.get("/_emulator/deactivations/" + day + ".txt").response().body(),
        StandardCharsets.UTF_8);
  }

  private static void serve(String number, boolean inService) {
    client.put(
        "/_emulator/handsets/" + RawClient.encode(number), "{\"in_service\": " + inService + "}");
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
