// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageRulesTest {
  private static final String ALICE = "+14155550123";

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

  static Stream<Arguments> refused() {
    return Stream.of(
        refused(21604, "From", OURS, "Body", "x"),
        refused(21603, "To", ALICE, "Body", "x"),
        refused(21701, "To", ALICE, "MessagingServiceSid", "MG" + "0".repeat(32), "Body", "x"),
        refused(21211, "To", "alice", "From", OURS, "Body", "x"),
        refused(21211, "To", "+1415555012", "From", OURS, "Body", "x"),
        refused(21211, "To", " 14155550123", "From", OURS, "Body", "x"),
        refused(21212, "To", ALICE, "From", "+12", "Body", "x"),
        refused(21606, "To", ALICE, "From", "+14155550199", "Body", "x"),
        refused(21612, "To", ALICE, "From", "Trunkline", "Body", "x"),
        refused(21266, "To", OURS, "From", OURS, "Body", "x"),
        refused(63007, "To", "whatsapp:" + ALICE, "From", "whatsapp:" + OURS, "Body", "x"),
        refused(21619, "To", ALICE, "From", OURS),
        refused(21602, "To", ALICE, "From", OURS, "Body", ""),
        refused(21617, "To", ALICE, "From", OURS, "Body", "a".repeat(1601)),
        refused(21620, "To", ALICE, "From", OURS, "MediaUrl", "ftp://example.com/a.png"),
        refused(21655, "To", ALICE, "From", OURS, "ContentSid", "HX" + "0".repeat(32)),
        refused(21609, "To", ALICE, "From", OURS, "Body", "x", "StatusCallback", "/relative"),
        refused(
            21609, "To", ALICE, "From", OURS, "Body", "x", "StatusCallback", "http://a_b.test/"),
        refused(21624, "To", ALICE, "From", OURS, "Body", "x", "ValidityPeriod", "36001"),
        refused(21624, "To", ALICE, "From", OURS, "Body", "x", "ValidityPeriod", "soon"),
        refused(35118, "To", ALICE, "From", OURS, "Body", "x", "ScheduleType", "fixed"),
        refused(21664, "To", ALICE, "From", OURS, "Body", "x", "FallbackFrom", OURS));
  }

  private static Arguments refused(int code, String... form) {
    return Arguments.of(code, form);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWithTwiliosCode(int code, String[] form) {
    var before = emulator.ledger().entries().size();

    var answer = client.send(form);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().path("status").asInt()).isEqualTo(400);
    assertThat(answer.text("message")).isNotBlank();
    assertThat(answer.text("more_info")).isEqualTo("https://www.twilio.com/docs/errors/" + code);
    assertThat(emulator.ledger().entries()).hasSize(before);
  }

  @Test
  void refusesMoreThanTenMedia() {
    var form = new String[4 + 22];
    form[0] = "To";
    form[1] = ALICE;
    form[2] = "From";
    form[3] = OURS;
    for (int i = 4; i < form.length; i += 2) {
      form[i] = "MediaUrl";
      form[i + 1] = "https://example.com/" + i + ".png";
    }

    assertThat(client.send(form).code()).isEqualTo(21623);
  }

  @Test
  void takesEveryDocumentedParameterAndUnknownOnes() {
    var answer =
        client.send(
            "To",
            ALICE,
            "From",
            OURS,
            "Body",
            "a".repeat(1600),
            "ProvideFeedback",
            "true",
            "Attempt",
            "1",
            "ValidityPeriod",
            "36000",
            "ForceDelivery",
            "true",
            "ContentRetention",
            "retain",
            "AddressRetention",
            "retain",
            "SmartEncoded",
            "true",
            "PersistentAction",
            "geo:1,2",
            "TrafficType",
            "free",
            "RiskCheck",
            "disable",
            "SendAsMms",
            "false",
            "MaxPrice",
            "0.1",
            "ShortenUrls",
            "false",
            "StatusCallback",
            "",
            "MessageIntent",
            "notification",
            "NobodyKnowsThis",
            "x");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("num_segments")).isEqualTo("11");
  }

  @Test
  void takesASendersNameAbroadAndAnOwnedTollFreeNumber() {
    assertThat(client.send("To", "+447700900123", "From", "Trunkline", "Body", "x").status())
        .isEqualTo(201);
    assertThat(client.send("To", ALICE, "From", RawClient.TOLL_FREE, "Body", "x").status())
        .isEqualTo(201);
  }

  @Test
  void refusesPagesOfMoreThanAThousand() {
    assertThat(client.get(client.account("/Messages.json?PageSize=1000")).status()).isEqualTo(200);
    assertThat(client.get(client.account("/Messages.json?PageSize=1001")).code()).isEqualTo(20007);
  }

  @Test
  void refusesDatesAndTokensThatAreNone() {
    assertThat(client.get(client.account("/Messages.json?DateSent%3E=yesterday")).status())
        .isEqualTo(400);
    assertThat(client.get(client.account("/Messages.json?PageToken=PAnonsense")).status())
        .isEqualTo(400);
  }
}
