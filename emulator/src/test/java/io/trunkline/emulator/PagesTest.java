// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
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

  @Test
  void countFarBeyondTheEndWithoutLosingCount() {
    var page = client.get(client.account("/Messages.json?PageSize=1000&Page=2147483647")).json();

    assertThat(page.get("start").longValue()).isEqualTo(2_147_483_647_000L);
    assertThat(page.get("end").longValue()).isEqualTo(2_147_483_647_000L);
  }

  @ParameterizedTest
  @CsvSource({
    "/Messages.json, zzz",
    "/Messages.json, PA",
    "/Messages.json, PAzzz",
    "/Messages.json, PA-5",
    "/Messages.json, PAPN11111111111111111111111111111111-5",
    "/Keys.json, zzz",
    "/Keys.json, PASM11111111111111111111111111111111-5"
  })
  void areNotFoundByTokensThatNobodyIssued(String list, String token) {
    var refused = client.get(client.account(list) + "?PageToken=" + token);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(20001);
  }

  @Test
  void continueWhereTheOneBeforeEnded() {
    client.send("To", "+14155550123", "From", OURS, "Body", "First");
    client.send("To", "+14155550123", "From", OURS, "Body", "Second");

    var newest = client.get(client.account("/Messages.json?PageSize=1"));
    var next = client.get(newest.text("next_page_uri"));

    assertThat(next.json().get("messages").findValuesAsString("body")).containsExactly("First");
  }
}
