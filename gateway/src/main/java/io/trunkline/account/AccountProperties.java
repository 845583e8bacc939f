// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configured account, and how the credentials of further accounts are kept.
 *
 * @param twilio the credentials of the default account; without them it starts and cannot send
 * @param encryptionKey 32 random bytes in base64 ({@code openssl rand -base64 32}); seals the
 *     credentials of accounts that are opened at run time, and the secrets of webhooks. Losing it
 *     loses them.
 */
@ConfigurationProperties("trunkline.account")
record AccountProperties(@DefaultValue Twilio twilio, @Nullable String encryptionKey) {

  /**
   * Credentials of the default account. Blank values count as absent.
   *
   * @param accountSid {@code AC…}
   * @param authToken the primary auth token: requests, and the signatures of callbacks
   * @param secondaryAuthToken the other auth token while one is being rotated
   * @param apiKey {@code SK…}; requests use it instead of the auth token
   * @param apiSecret the secret of the API key
   */
  record Twilio(
      @Nullable String accountSid,
      @Nullable String authToken,
      @Nullable String secondaryAuthToken,
      @Nullable String apiKey,
      @Nullable String apiSecret) {

    Twilio {
      accountSid = blankToNull(accountSid);
      authToken = blankToNull(authToken);
      secondaryAuthToken = blankToNull(secondaryAuthToken);
      apiKey = blankToNull(apiKey);
      apiSecret = blankToNull(apiSecret);
    }

    Optional<TwilioCredentials> credentials() {
      if (accountSid == null) {
        return Optional.empty();
      }
      return Optional.of(
          new TwilioCredentials(accountSid, authToken, secondaryAuthToken, apiKey, apiSecret));
    }

    @Override
    public String toString() {
      return "Twilio[" + accountSid + "]";
    }
  }

  AccountProperties {
    encryptionKey = blankToNull(encryptionKey);
    // Nonsense is refused at start, not at the first message.
    var _ = Optional.ofNullable(encryptionKey).map(EncryptionKey::new);
    var _ = twilio.credentials();
  }

  /** What secrets are sealed with; empty if none is configured. */
  Optional<EncryptionKey> key() {
    return Optional.ofNullable(encryptionKey).map(EncryptionKey::new);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  @Override
  public String toString() {
    return "AccountProperties[" + twilio + "]";
  }
}
