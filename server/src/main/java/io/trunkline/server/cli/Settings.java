// SPDX-License-Identifier: Apache-2.0
package io.trunkline.server.cli;

import io.trunkline.account.EncryptionKey;
import io.trunkline.server.cli.DoctorCommand.Finding;
import java.util.List;
import org.springframework.core.env.PropertyResolver;

/** What can be said of the configuration by itself. */
final class Settings {

  private static final String KEY_SHAPE =
      "TRUNKLINE_ENCRYPTION_KEY is 32 bytes in base64: openssl rand -base64 32";

  private Settings() {}

  static List<Finding> of(PropertyResolver settings) {
    return List.of(
        credentials(settings),
        sender(text(settings, "trunkline.numbers.default-sender")),
        PublicUrl.judge(text(settings, "trunkline.callbacks.public-url")),
        encryptionKey(
            text(settings, "trunkline.account.encryption-key"),
            text(settings, "trunkline.database.url")));
  }

  private static Finding credentials(PropertyResolver settings) {
    var sid = text(settings, "trunkline.account.twilio.account-sid");
    var token = text(settings, "trunkline.account.twilio.auth-token");
    var key = text(settings, "trunkline.account.twilio.api-key");
    var secret = text(settings, "trunkline.account.twilio.api-secret");
    if (sid.isEmpty()) {
      return Finding.warn(
          "No Twilio credentials, nothing is sent: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN");
    }
    if (!sid.matches("AC[0-9a-fA-F]{32}")) {
      return Finding.fail("TWILIO_ACCOUNT_SID is AC and 32 hexadecimal digits");
    }
    if (key.isEmpty() != secret.isEmpty()) {
      return Finding.fail("TWILIO_API_KEY and TWILIO_API_SECRET go together");
    }
    if (token.isEmpty()) {
      return key.isEmpty()
          ? Finding.fail("TWILIO_AUTH_TOKEN, or an API key and its secret, is missing")
          : Finding.warn(
              "No auth token, every callback is refused (an API key signs none): set"
                  + " TWILIO_AUTH_TOKEN");
    }
    return Finding.ok("Twilio credentials of " + sid);
  }

  private static Finding sender(String sender) {
    return sender.isEmpty()
        ? Finding.warn(
            "No default sender, each request must name one: set TWILIO_PHONE_NUMBER or"
                + " TWILIO_MESSAGING_SERVICE_SID")
        : Finding.ok("Default sender is set");
  }

  private static Finding encryptionKey(String key, String database) {
    if (key.isEmpty()) {
      return database.isEmpty()
          ? Finding.ok("The encryption key is the data folder's own")
          : Finding.warn(
              "No encryption key, so no webhooks and no further accounts: set"
                  + " TRUNKLINE_ENCRYPTION_KEY (openssl rand -base64 32)");
    }
    try {
      var _ = new EncryptionKey(key);
      return Finding.ok("The encryption key has the right length");
    } catch (IllegalArgumentException e) {
      return Finding.fail(KEY_SHAPE);
    }
  }

  private static String text(PropertyResolver settings, String name) {
    return settings.getProperty(name, "").strip();
  }
}
