// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.phone.PhoneNumber;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer on the wire means for a text. */
class TwilioAnswerTest {

  private static RawServer server;
  private static TwilioRoom room;

  @BeforeAll
  static void start() throws IOException {
    server = new RawServer("");
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"code\":21610,\"status\":400} | 21610 | OPTED_OUT",
        "400 | {\"code\":21611,\"status\":400} | 21611 | SENDER_BUSY",
        "400 | {\"code\":21211} | 21211 | FAIL",
        "401 | {\"code\":20003,\"status\":401} | 20003 | HOLD_ACCOUNT",
        "401 | <html>Log in</html> | | HOLD_ACCOUNT",
        "403 | | | HOLD_ACCOUNT",
        "404 | not here | | HOLD_ACCOUNT",
        "400 | {\"code\":\"21610\"} | | FAIL",
        "400 | [] | | FAIL"
      })
  void refusedIsWhatTwilioHasLookedAt(
      int status, String body, Integer code, Consequence consequence) {
    var answer = answerTo(status, body);

    assertThat(answer)
        .isInstanceOfSatisfying(
            TwilioAnswer.Refused.class,
            refused -> {
              assertThat(refused.error().code()).isEqualTo(code);
              assertThat(refused.error().consequence()).isEqualTo(consequence);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "301 | ",
        "304 | ",
        "307 | ",
        "408 | ",
        "500 | {\"code\":20500}",
        "502 | <html>",
        "503 | {\"code\":20503}",
        "200 | <html>",
        "201 | ",
        "201 | {}",
        "201 | []",
        "201 | {\"sid\":null}",
        "201 | {\"sid\":\"SM1\",\"price_unit\":\"not a currency\"}",
        "204 | "
      })
  void unknownIsWhateverLeavesItOpen(int status, String body) {
    assertThat(answerTo(status, body)).isInstanceOf(TwilioAnswer.Unknown.class);
  }

  @Test
  void throttledIsWhatTwilioHasNotLookedAt() {
    server.answers("HTTP/1.1 429 X\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n");
    assertThat(send()).isEqualTo(new TwilioAnswer.Throttled(Duration.ofSeconds(3)));

    server.answers("HTTP/1.1 429 X\r\nContent-Length: 0\r\n\r\n");
    assertThat(send()).isEqualTo(new TwilioAnswer.Throttled(null));
  }

  @Test
  void takenIsAMessageWithASid() {
    assertThat(answerTo(201, "{\"sid\":\"SM1\",\"to\":\"+1\",\"status\":\"some new word\"}"))
        .isInstanceOfSatisfying(
            TwilioAnswer.Taken.class,
            taken -> {
              assertThat(taken.message().sid()).isEqualTo("SM1");
              assertThat(taken.message().status()).isNull();
            });
  }

  private static TwilioAnswer answerTo(int status, String body) {
    return answerTo(
        status, body, OutboundMessage.text("+1", PhoneNumber.parse("+14155550171"), "hi", null));
  }

  private static TwilioAnswer answerTo(int status, String body, OutboundMessage text) {
    var content = body == null ? "" : body;
    server.answers(
        "HTTP/1.1 " + status + " X\r\nContent-Length: " + content.length() + "\r\n\r\n" + content);
    int before = server.requests().size();
    var answer = room.twilio().createMessage(room.account().id(), text);
    assertThat(server.requests()).hasSize(before + 1);
    return answer;
  }

  private static TwilioAnswer send() {
    return room.twilio()
        .createMessage(
            room.account().id(),
            OutboundMessage.text("+1", PhoneNumber.parse("+14155550171"), "hi", null));
  }
}
