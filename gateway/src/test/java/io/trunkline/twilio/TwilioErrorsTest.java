// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "20429, RETRY_LATER, OTHER_CHANNEL",
    "20003, HOLD_ACCOUNT, HOLD_ACCOUNT",
    "20005, HOLD_ACCOUNT, HOLD_ACCOUNT",
    "10001, HOLD_ACCOUNT, HOLD_ACCOUNT",
    "21201, FAIL, FAIL",
    "21202, FAIL, FAIL",
    "21203, OTHER_CHANNEL, OTHER_CHANNEL",
    "21210, OTHER_SENDER, OTHER_SENDER",
    "21211, FAIL, FAIL",
    "21212, OTHER_SENDER, OTHER_SENDER",
    "21408, OTHER_CHANNEL, OTHER_CHANNEL",
    "21606, OTHER_SENDER, OTHER_SENDER",
    "21610, OPTED_OUT, OPTED_OUT",
    "21611, SENDER_BUSY, OTHER_CHANNEL",
    "21614, OTHER_CHANNEL, OTHER_CHANNEL",
    "21635, OTHER_CHANNEL, OTHER_CHANNEL",
    "21701, OTHER_SENDER, OTHER_SENDER",
    "30003, RETRY_LATER, OTHER_CHANNEL",
    "30004, FAIL, FAIL",
    "30005, FAIL, FAIL",
    "30006, OTHER_CHANNEL, OTHER_CHANNEL",
    "30007, PARK, PARK",
    "30008, RETRY_LATER, OTHER_CHANNEL",
    "30009, FAIL, FAIL",
    "30034, OTHER_SENDER, OTHER_SENDER",
    "30036, EXPIRED, EXPIRED",
    "30046, FAIL, FAIL",
    "30410, RETRY_LATER, FAIL",
    "63016, OTHER_CHANNEL, OTHER_CHANNEL",
    "63049, RECIPIENT_LIMIT, RECIPIENT_LIMIT",
    "63050, OPTED_OUT_OF_MARKETING, OPTED_OUT_OF_MARKETING",
    "131049, RECIPIENT_LIMIT, RECIPIENT_LIMIT",
    "131050, OPTED_OUT_OF_MARKETING, OPTED_OUT_OF_MARKETING"
  })
  void knowsWhatFollowsFromAnError(int code, Consequence atOnce, Consequence afterwards) {
    assertThat(TwilioErrors.of(code).consequence()).isEqualTo(atOnce);
    assertThat(TwilioErrors.of(code).afterwards()).isEqualTo(afterwards);
    assertThat(TwilioErrors.of(code).code()).isEqualTo(code);
  }

  @Test
  void decidesByHandWhateverAMessageCanMeet() throws IOException {
    var decided = table("/io/trunkline/twilio/consequences.csv");
    var ofMessages =
        table("/io/trunkline/facts/twilio-error-codes.csv").stream()
            .filter(row -> row.get("basis").equals("reviewed"))
            .filter(row -> row.get("product").startsWith("Messaging"))
            .map(row -> row.get("code"))
            .toList();

    assertThat(ofMessages).hasSizeGreaterThan(100);
    assertThat(decided).extracting(row -> row.get("code")).containsAll(ofMessages);
    assertThat(decided).extracting(row -> row.get("code")).doesNotHaveDuplicates();
    assertThat(decided)
        .allSatisfy(
            row -> {
              assertThat(row.get("reason")).isNotBlank();
              assertThat(row.get("source")).isNotBlank();
            });
  }

  @Test
  void neverSendsAgainByItselfWhatTwilioHadTaken() throws IOException {
    for (var row : table("/io/trunkline/facts/twilio-error-codes.csv")) {
      assertThat(TwilioErrors.of(Integer.parseInt(row.get("code"))).afterwards())
          .isNotIn(Consequence.RETRY_LATER, Consequence.SENDER_BUSY);
    }
  }

  private static List<CSVRecord> table(String name) throws IOException {
    var stream = TwilioErrorsTest.class.getResourceAsStream(name);
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var rows = format.parse(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return rows.getRecords();
    }
  }

  @Test
  void hasATitleOfItsOwn() {
    assertThat(TwilioErrors.of(21610).title())
        .isEqualTo("Attempt to send to unsubscribed recipient");
    assertThat(TwilioErrors.of(21610)).hasToString("21610 " + TwilioErrors.of(21610).title());
  }

  @Test
  void doesNotRetryWhatItDoesNotKnow() {
    assertThat(TwilioErrors.of(99999).consequence()).isEqualTo(Consequence.PARK);
    // The outcome of these is open, and retrying could double the text.
    assertThat(TwilioErrors.of(20500).consequence()).isEqualTo(Consequence.PARK);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 407})
  void keepsTheQueueWhenAProxyStandsInTheWay(int status) {
    assertThat(TwilioErrors.ofStatus(status).consequence()).isEqualTo(Consequence.HOLD_ACCOUNT);
  }

  @Test
  void failsWhatIsRefusedWithoutACode() {
    assertThat(TwilioErrors.ofStatus(400))
        .isEqualTo(new TwilioError(null, "HTTP 400 without an error code", Consequence.FAIL));
  }
}
