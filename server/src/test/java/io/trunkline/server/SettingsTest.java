// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names that people already have in their environment. */
class SettingsTest {

  @ParameterizedTest
  @CsvSource({
    "TWILIO_ACCOUNT_SID, trunkline.account.twilio.account-sid",
    "TWILIO_AUTH_TOKEN, trunkline.account.twilio.auth-token",
    "TWILIO_SECONDARY_AUTH_TOKEN, trunkline.account.twilio.secondary-auth-token",
    "TWILIO_API_KEY, trunkline.account.twilio.api-key",
    "TWILIO_API_SECRET, trunkline.account.twilio.api-secret",
    "TWILIO_PHONE_NUMBER, trunkline.numbers.default-sender",
    "TWILIO_MESSAGING_SERVICE_SID, trunkline.numbers.default-sender",
    "TWILIO_RATE_LIMIT_PER_SECOND, trunkline.numbers.pace-per-second",
    "TWILIO_WEBHOOK_BASE_URL, trunkline.callbacks.public-url",
    "TWILIO_BASE_URL, trunkline.twilio.base-url",
    "DATABASE_URL, trunkline.database.url",
    "TRUNKLINE_DATA, trunkline.database.folder",
    "TRUNKLINE_ENCRYPTION_KEY, trunkline.account.encryption-key",
    "PORT, server.port"
  })
  void knowsTheUsualNames(String variable, String property) {
    var settings = TrunklineServer.settings("--" + variable + "=something");

    assertThat(settings.getProperty(property)).isEqualTo("something");
  }

  @Test
  void prefersAMessagingServiceToANumber() {
    var settings =
        TrunklineServer.settings(
            "--TWILIO_PHONE_NUMBER=+14155550100", "--TWILIO_MESSAGING_SERVICE_SID=MG1");

    assertThat(settings.getProperty("trunkline.numbers.default-sender")).isEqualTo("MG1");
  }
}
