// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.phone.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message looks like on the wire. */
class OutboundMessageTest {

  private static final PhoneNumber ALICE = PhoneNumber.parse("+14155550171");
  private static final String SERVICE = "MG00000000000000000000000000000001";

  private static RawServer server;
  private static TwilioRoom room;

  @BeforeAll
  static void start() throws IOException {
    var body = "{\"sid\":\"SM1\",\"to\":\"+1\"}";
    server =
        new RawServer("HTTP/1.1 201 X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    room =
        TwilioRoom.start(
            "trunkline.account.twilio.account-sid=AC00000000000000000000000000000001",
            "trunkline.account.twilio.auth-token=0123456789abcdef0123456789abcdef",
            "trunkline.twilio.base-url=" + server.base());
  }

  @AfterAll
  static void stop() throws IOException {
    room.close();
    server.close();
  }

  @Test
  void isNoMoreThanItsPartsAsAText() {
    assertThat(form(OutboundMessage.text("+14155550100", ALICE, "hi", null)))
        .containsExactlyInAnyOrder("To=+14155550171", "From=+14155550100", "Body=hi");
  }

  @Test
  void asksAMessagingServiceForASender() {
    assertThat(form(OutboundMessage.text(SERVICE, ALICE, "hi", null)))
        .containsExactlyInAnyOrder("To=+14155550171", "MessagingServiceSid=" + SERVICE, "Body=hi");
  }

  @Test
  void asksAMessagingServiceForThisSender() {
    var answer =
        new OutboundMessage(
            Channel.SMS, SERVICE, "+14155550100", ALICE, "hi", List.of(), null, null, null);

    assertThat(form(answer))
        .containsExactlyInAnyOrder(
            "To=+14155550171", "MessagingServiceSid=" + SERVICE, "From=+14155550100", "Body=hi");
  }

  @ParameterizedTest
  @CsvSource({
    "SMS, +14155550100, From, +14155550171",
    "WHATSAPP, whatsapp:+14155550100, From, whatsapp:+14155550171",
    "RCS, rcs:brand_agent, From, rcs:+14155550171",
    "RCS, MG00000000000000000000000000000001, MessagingServiceSid, rcs:+14155550171"
  })
  void isAddressedInItsChannel(Channel channel, String from, String parameter, String to) {
    assertThat(form(message(channel, from, "hi", List.of(), null, null)))
        .containsExactlyInAnyOrder("To=" + to, parameter + "=" + from, "Body=hi");
  }

  @Test
  void takesMediaWithoutABody() {
    var media =
        List.of(URI.create("https://example.com/a.png"), URI.create("https://b.example/?c"));

    assertThat(form(message(Channel.MMS, "+14155550100", "", media, null, null)))
        .containsExactlyInAnyOrder(
            "To=+14155550171",
            "From=+14155550100",
            "MediaUrl=https://example.com/a.png",
            "MediaUrl=https://b.example/?c");
  }

  @Test
  void asksForOnePieceIfItIsAnMmsOfTextOnly() {
    assertThat(form(message(Channel.MMS, "+14155550100", "long", List.of(), null, null)))
        .contains("Body=long", "SendAsMms=true");
  }

  @Test
  void leavesTheBodyToItsContent() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("2", "say \"hi\" & go\n");
    variables.put("1", "\u00C5nn");

    assertThat(
            form(
                message(
                    Channel.WHATSAPP,
                    SERVICE,
                    "as it will look",
                    List.of(),
                    new OutboundContent("HX1", variables),
                    null)))
        .containsExactlyInAnyOrder(
            "To=whatsapp:+14155550171",
            "MessagingServiceSid=" + SERVICE,
            "ContentVariables={\"2\":\"say \\\"hi\\\" & go\\n\",\"1\":\"\u00C5nn\"}",
            "ContentSid=HX1");
  }

  @Test
  void namesNoVariablesWhereContentHasNone() {
    assertThat(
            form(
                message(
                    Channel.SMS,
                    SERVICE,
                    "",
                    List.of(),
                    new OutboundContent("HX1", Map.of()),
                    null)))
        .containsExactlyInAnyOrder(
            "To=+14155550171", "MessagingServiceSid=" + SERVICE, "ContentSid=HX1");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 1",
    "PT0.9S, 1",
    "PT1S, 1",
    "PT90.9S, 90",
    "PT10H, 36000",
    "PT10H1S, 36000",
    "P1000000D, 36000"
  })
  void isValidForWholeSecondsOfWhatTwilioAllows(Duration validFor, int seconds) {
    assertThat(form(message(Channel.SMS, "+14155550100", "hi", List.of(), null, validFor)))
        .contains("ValidityPeriod=" + seconds);
  }

  @Test
  void namesWhereToReport() {
    var callback = URI.create("https://example.com/twilio/messages/msg_1/status");

    assertThat(form(OutboundMessage.text("+14155550100", ALICE, "hi", callback)))
        .contains("StatusCallback=" + callback);
  }

  @Test
  void refusesWhatIsNoMessage() {
    assertThatThrownBy(() -> message(Channel.SMS, "+1", "", List.of(), null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> message(Channel.VOICE, "+1", "hi", List.of(), null, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> message(Channel.SMS, " ", "hi", List.of(), null, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotPrintedWithWhatItSays() {
    var content = new OutboundContent("HX1", Map.of("1", "secret"));

    assertThat(message(Channel.SMS, "+1", "secret", List.of(), content, null).toString())
        .doesNotContain("secret")
        .doesNotContain(ALICE.e164());
    assertThat(content.toString()).doesNotContain("secret");
  }

  private static OutboundMessage message(
      Channel channel,
      String from,
      String body,
      List<URI> media,
      @Nullable OutboundContent content,
      @Nullable Duration validFor) {
    return new OutboundMessage(channel, from, null, ALICE, body, media, content, validFor, null);
  }

  private static List<String> form(OutboundMessage message) {
    int before = server.requests().size();
    assertThat(room.twilio().createMessage(room.account().id(), message))
        .isInstanceOf(TwilioAnswer.Taken.class);
    assertThat(server.requests()).hasSize(before + 1);
    var form = server.requests().get(before).split("\r\n\r\n", 2)[1];
    return Arrays.stream(form.split("&"))
        .map(parameter -> URLDecoder.decode(parameter, StandardCharsets.UTF_8))
        .toList();
  }
}
