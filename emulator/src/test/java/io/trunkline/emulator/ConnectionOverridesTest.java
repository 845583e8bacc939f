// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static io.trunkline.emulator.RawClient.OURS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.twilio.security.RequestValidator;
import io.trunkline.emulator.CallbackReceiver.Reply;
import io.trunkline.emulator.callbacks.SentCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionOverridesTest {
  private static TwilioEmulator emulator;
  private static CallbackReceiver receiver;
  private static RawClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    receiver = new CallbackReceiver();
    client = RawClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
    receiver.close();
  }

  @BeforeEach
  void reset() {
    emulator.reset();
    receiver.received().clear();
    receiver.answers(request -> new Reply(204, "", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          503 |                  | 1
          503 | #rc=3            | 1
          503 | #rp=5xx          | 2
          503 | #rc=3&rp=5xx     | 4
          503 | #rc=3&rp=4xx,ct  | 1
          404 | #rc=2&rp=4xx,5xx | 3
          404 | #rc=2&rp=all     | 3
          404 | #rc=0&rp=all     | 1
          404 | #rc=6&rp=all     | 2
          204 | #rc=5&rp=all     | 1
          """)
  void triesAgainWhatTheFragmentSays(int status, String fragment, int attempts) {
    receiver.answers(request -> new Reply(status, "", ""));

    var callback = firstCallback(receiver.url("/status") + (fragment == null ? "" : fragment));

    assertThat(callback.answer().attempts()).isEqualTo(attempts);
    var same =
        receiver.received().stream()
            .filter(r -> r.get("MessageStatus").equals("sending"))
            .map(r -> r.header("I-Twilio-Idempotency-Token"))
            .toList();
    assertThat(same).hasSize(attempts).containsOnly(same.getFirst());
  }

  @Test
  void signsTheUrlWithoutItsFragment() {
    var callback = firstCallback(receiver.url("/status?a=1") + "#rc=2&rp=all");

    assertThat(callback.url()).isEqualTo(receiver.url("/status?a=1"));
    var form = new HashMap<>(receiver.received().getFirst().form());
    form.remove("a");
    var validator = new RequestValidator(emulator.authToken());
    assertThat(validator.validate(callback.url(), form, callback.signature())).isTrue();
  }

  @Test
  void triesOnceMoreByDefaultWhenNobodyListens() {
    assertThat(firstCallback("http://localhost:" + closedPort() + "/").answer().attempts())
        .isEqualTo(2);
    assertThat(firstCallback("http://localhost:" + closedPort() + "/#rc=4").answer().attempts())
        .isEqualTo(5);
  }

  @Test
  void waitsForAnAnswerOnlyAsLongAsTheFragmentSays() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var url = "http://localhost:" + silent.getLocalPort() + "/";

      var patient = firstCallback(url + "#rt=150&rc=2&rp=rt");
      assertThat(patient.answer().attempts()).isEqualTo(3);
      assertThat(patient.duration()).isBetween(Duration.ofMillis(440), Duration.ofSeconds(10));
      assertThat(patient.answer().problem()).isEqualTo(11200);

      var hurried = firstCallback(url + "#rt=150&tt=200&rc=5&rp=all");
      assertThat(hurried.answer().attempts()).isBetween(1, 2);
    }
  }

  @Test
  void givesUpAnAnswerThatDripsInForTooLong() throws IOException {
    try (var dripping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> drip(dripping));

      var callback =
          firstCallback("http://localhost:" + dripping.getLocalPort() + "/#tt=300&rt=1000");

      assertThat(callback.answer().problem()).isEqualTo(11200);
      assertThat(callback.duration()).isLessThan(Duration.ofSeconds(10));
    }
  }

  /** Answers one request with a byte now and then, until the other side has had enough. */
  private static void drip(ServerSocket server) {
    try (var socket = server.accept()) {
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
      while (true) {
        out.write('x');
        out.flush();
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    } catch (IOException hungUp) {
      // What the test waits for.
    }
  }

  @Test
  void refusesAStatusCallbackAtAPortThatCannotBe() {
    var refused =
        client.send(
            "To",
            "+14155550123",
            "From",
            OURS,
            "Body",
            "Hello",
            "StatusCallback",
            "http://localhost:99999/x");

    assertThat(refused.code()).isEqualTo(21609);
  }

  private static SentCallback firstCallback(String statusCallback) {
    var sid =
        client
            .send(
                "To",
                "+14155550123",
                "From",
                OURS,
                "Body",
                "Hello",
                "StatusCallback",
                statusCallback)
            .text("sid");
    return await()
        .until(
            () ->
                emulator.callbacks().stream()
                    .filter(callback -> callback.messageSid().equals(sid))
                    .findFirst()
                    .orElse(null),
            callback -> callback != null);
  }

  private static int closedPort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
