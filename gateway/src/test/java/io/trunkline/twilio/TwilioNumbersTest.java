// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.TwilioEmulator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

class TwilioNumbersTest {

  private static final String ACCOUNT = "AC00000000000000000000000000000001";
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final String REDIRECT =
      "HTTP/1.1 307 Elsewhere\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s";

  private final List<String> numbers = new ArrayList<>();

  @Test
  void readsTheFileThatTwilioLeadsToWithoutCredentials() throws IOException {
    try (var store = new RawServer(file("+14155550101\r\n14155550102\n\n4155550103"));
        var twilio = new RawServer(leadsTo(store.base() + "/20.txt?signed"));
        var room = start(twilio)) {
      assertThat(deactivated(room)).isEqualTo(new TwilioDeactivations.Complete(3));
      assertThat(numbers).containsExactly("+14155550101", "+14155550102", "+14155550103");
      assertThat(twilio.requests())
          .singleElement()
          .asString()
          .startsWith("GET /v1/Deactivations?Date=2026-11-20 ")
          .contains("Authorization: Basic", "X-Original-Host: messaging.twilio.com");
      assertThat(store.requests())
          .singleElement()
          .asString()
          .startsWith("GET /20.txt?signed ")
          .doesNotContain("Authorization", "Original-Host");
    }
  }

  @Test
  void readsTheFileOfTheEmulator() {
    try (var emulator = TwilioEmulator.start();
        var room = start(emulator)) {
      var today = LocalDate.now(ZoneOffset.UTC);
      emulator.handset("+14155550133").outOfService();
      assertThat(deactivated(room, today)).isEqualTo(new TwilioDeactivations.Complete(1));
      assertThat(numbers).containsExactly("+14155550133");
      assertThat(deactivated(room, today.plusDays(2))).isEqualTo(new TwilioDeactivations.NotYet());
    }
  }

  @Test
  void asksTheEmulatorWhoHasANumber() {
    try (var emulator = TwilioEmulator.start();
        var room = start(emulator)) {
      var today = LocalDate.now(ZoneOffset.UTC);
      emulator.handset("+14155550133").outOfService();
      assertThat(reassigned(room, "+14155550133", today))
          .isEqualTo(new TwilioReassignment.Reassigned());
      assertThat(reassigned(room, "+14155550133", today.plusDays(1)))
          .isEqualTo(new TwilioReassignment.Same());
      assertThat(reassigned(room, "+447700900123", today))
          .isInstanceOf(TwilioReassignment.Unknown.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Off\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 307 Off\r\nContent-Length: 4\r\n\r\nhtml"
      })
  void saysThatThereIsNoFile(String answer) throws IOException {
    try (var twilio = new RawServer(answer);
        var room = start(twilio)) {
      assertThat(deactivated(room)).isInstanceOf(TwilioDeactivations.BrokenOff.class);
      assertThat(numbers).isEmpty();
    }
  }

  @Test
  void passesOnNoHalfNumber() throws IOException {
    try (var store =
            new RawServer(
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n+14155550101\n41555501CUT");
        var twilio = new RawServer(leadsTo(store.base() + "/"));
        var room = start(twilio)) {
      assertThat(deactivated(room)).isInstanceOf(TwilioDeactivations.BrokenOff.class);
      assertThat(numbers).isEmpty();
    }
  }

  @Test
  void passesOnAThousandAtATime() throws IOException {
    var sizes = new ArrayList<Integer>();
    try (var lines = new NumberLines(some -> sizes.add(some.size()))) {
      for (var number = 0; number < 2500; number++) {
        "+1415555%04d\n".formatted(number).chars().forEach(lines::write);
      }
      lines.end();
      assertThat(sizes).containsExactly(1000, 1000, 500);
      assertThat(lines.numbers()).isEqualTo(2500);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yes, , Reassigned[]",
    "no, , Same[]",
    "no_data_available, , 'Unknown[why=There are no data for this number]'",
    ", 60606, 'Unknown[why=60606 Lookup Package is Not Enabled]'"
  })
  void tellsWhetherANumberHasAnotherOwner(
      @Nullable String value, @Nullable String error, String expected) throws IOException {
    var body =
        "{\"reassigned_number\":{\"is_number_reassigned\":%s,\"error_code\":%s}}"
            .formatted(quoted(value), quoted(error));
    try (var twilio =
            new RawServer(
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body));
        var room = start(twilio)) {
      assertThat(reassigned(room, "+14155550101", DAY)).hasToString(expected);
      assertThat(twilio.requests())
          .singleElement()
          .asString()
          .startsWith(
              "GET /v2/PhoneNumbers/%2B14155550101?Fields=reassigned_number"
                  + "&LastVerifiedDate=20261120 ");
    }
  }

  @Test
  void isSilentWithoutCredentialsAndRefusesATransaction() {
    try (var room = TwilioRoom.start()) {
      assertThat(deactivated(room))
          .isEqualTo(new TwilioDeactivations.BrokenOff(TwilioRequests.NO_CREDENTIALS));
      var transaction = new TransactionTemplate(room.transactions());
      assertThatThrownBy(() -> transaction.execute(_ -> deactivated(room)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private TwilioDeactivations deactivated(TwilioRoom room) {
    return deactivated(room, DAY);
  }

  private TwilioDeactivations deactivated(TwilioRoom room, LocalDate day) {
    return room.numbers().deactivated(room.account().id(), day, numbers::addAll);
  }

  private static TwilioReassignment reassigned(TwilioRoom room, String number, LocalDate since) {
    return room.numbers().reassigned(room.account().id(), number, since);
  }

  private static String quoted(@Nullable String value) {
    return value == null ? "null" : "\"" + value + "\"";
  }

  private static String leadsTo(String url) {
    var body = "{\"redirect_to\":\"%s\"}".formatted(url);
    return REDIRECT.formatted(body.length(), body);
  }

  private static String file(String lines) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(lines.length(), lines);
  }

  private static TwilioRoom start(TwilioEmulator emulator) {
    return TwilioRoom.start(
        "trunkline.account.twilio.account-sid=" + emulator.accountSid(),
        "trunkline.account.twilio.auth-token=" + emulator.authToken(),
        "trunkline.twilio.base-url=" + emulator.baseUrl());
  }

  private static TwilioRoom start(RawServer twilio) {
    return TwilioRoom.start(
        "trunkline.account.twilio.account-sid=" + ACCOUNT,
        "trunkline.account.twilio.auth-token=token",
        "trunkline.twilio.base-url=" + twilio.base());
  }
}
