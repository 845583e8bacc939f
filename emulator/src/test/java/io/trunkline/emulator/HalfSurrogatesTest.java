// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON can escape what no text is; whoever took it in could never say it again. */
class HalfSurrogatesTest {
  private static final String CONTENT =
      "{\"language\": \"en\", \"types\": {\"twilio/text\": {\"body\": \"%s\"}}}";

  @ParameterizedTest
  @ValueSource(strings = {"\\ud800", "\\udc00", "a\\ud83d", "\\ude00\\ud83d"})
  void areRefusedInContent(String half) {
    try (var emulator = TwilioEmulator.start()) {
      var client = RawClient.live(emulator);

      var refused = client.postJson("/v1/Content", CONTENT.formatted(half));

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo(20001);
      assertThat(client.get("/v1/Content").status()).isEqualTo(200);
      assertThat(client.postJson("/v1/Content", CONTENT.formatted("\\ud83d\\ude00")).status())
          .isEqualTo(201);
    }
  }

  @Test
  void areRefusedInNamesOfMembers() {
    try (var emulator = TwilioEmulator.start()) {
      var body = CONTENT.formatted("Hi").replace("\"body\"", "\"\\ud800\": \"x\", \"body\"");

      assertThat(RawClient.live(emulator).postJson("/v1/Content", body).code()).isEqualTo(20001);
    }
  }

  @Test
  void areRefusedInContentVariables() {
    try (var emulator = TwilioEmulator.start()) {
      var client = RawClient.live(emulator);
      var content = client.postJson("/v1/Content", CONTENT.formatted("Hi {{1}}")).text("sid");

      var refused =
          client.send(
              "To",
              "+14155550123",
              "From",
              OURS,
              "ContentSid",
              content,
              "ContentVariables",
              "{\"1\": \"\\ud800\"}");

      assertThat(refused.code()).isEqualTo(21656);
    }
  }

  @Test
  void areRefusedByTheControlSurface() {
    try (var emulator = TwilioEmulator.start()) {
      var refused =
          RawClient.live(emulator)
              .postJson(
                  "/_emulator/handsets/+14155550123/messages",
                  "{\"to\": \"" + OURS + "\", \"body\": \"\\ud800\"}");

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text("problem")).isNotEmpty();
    }
  }
}
