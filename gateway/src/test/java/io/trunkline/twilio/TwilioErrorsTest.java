// SPDX-License-Identifier: Apache-2.0
package io.trunkline.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "21211, FAIL",
    "21610, OPTED_OUT",
    "21611, RETRY_LATER",
    "20429, RETRY_LATER",
    "30003, RETRY_LATER",
    "30007, FAIL",
    "20003, HOLD_ACCOUNT",
    "20005, HOLD_ACCOUNT",
    "10001, HOLD_ACCOUNT",
    "21606, FAIL"
  })
  void knowsWhatFollowsFromAnError(int code, Consequence consequence) {
    assertThat(TwilioErrors.of(code).consequence()).isEqualTo(consequence);
    assertThat(TwilioErrors.of(code).code()).isEqualTo(code);
  }

  @Test
  void hasATitleOfItsOwn() {
    assertThat(TwilioErrors.of(21610).title())
        .isEqualTo("Attempt to send to unsubscribed recipient");
    assertThat(TwilioErrors.of(21610)).hasToString("21610 " + TwilioErrors.of(21610).title());
  }

  @Test
  void doesNotRetryWhatItDoesNotKnow() {
    assertThat(TwilioErrors.of(99999).consequence()).isEqualTo(Consequence.FAIL);
    // The outcome of these is open, and retrying could double the text.
    assertThat(TwilioErrors.of(20500).consequence()).isEqualTo(Consequence.FAIL);
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
