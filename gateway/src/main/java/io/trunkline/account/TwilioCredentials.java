// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to speak for a Twilio account and to recognise its callbacks. Never printed.
 *
 * @param accountSid {@code AC…}
 * @param authToken the primary auth token; Twilio signs callbacks with it
 * @param secondaryAuthToken the other token while one is being rotated; callbacks signed with it
 *     are accepted too
 * @param apiKeySid {@code SK…}; if given, requests use it and its secret instead of the auth token
 * @param forgottenAuthToken the one forgotten last; it opens nothing, and serves to tell that
 *     Twilio still signs with it
 */
public record TwilioCredentials(
    String accountSid,
    @Nullable String authToken,
    @Nullable String secondaryAuthToken,
    @Nullable String apiKeySid,
    @Nullable String apiKeySecret,
    @Nullable String forgottenAuthToken) {

  public TwilioCredentials {
    if (!accountSid.matches("AC[0-9a-fA-F]{32}")) {
      throw new IllegalArgumentException("A Twilio account SID is AC and 32 hexadecimal digits");
    }
    if (Stream.of(authToken, secondaryAuthToken, apiKeySid, apiKeySecret, forgottenAuthToken)
        .anyMatch(text -> text != null && text.isBlank())) {
      throw new IllegalArgumentException("A Twilio credential is not blank");
    }
    if ((apiKeySid == null) != (apiKeySecret == null)) {
      throw new IllegalArgumentException("A Twilio API key is a SID and a secret, or neither");
    }
    if (authToken == null && apiKeySid == null) {
      throw new IllegalArgumentException("A Twilio account needs an auth token or an API key");
    }
  }

  public TwilioCredentials(
      String accountSid,
      @Nullable String authToken,
      @Nullable String secondaryAuthToken,
      @Nullable String apiKeySid,
      @Nullable String apiKeySecret) {
    this(accountSid, authToken, secondaryAuthToken, apiKeySid, apiKeySecret, null);
  }

  /** With a token beside the one there is. */
  TwilioCredentials with(String secondary) {
    return new TwilioCredentials(
        accountSid, authToken, secondary, apiKeySid, apiKeySecret, forgottenAuthToken);
  }

  /** With the tokens in each other's place. */
  TwilioCredentials promoted() {
    return new TwilioCredentials(
        accountSid, secondaryAuthToken, authToken, apiKeySid, apiKeySecret, forgottenAuthToken);
  }

  /** Without the secondary token, which is remembered as forgotten. */
  TwilioCredentials withoutSecondary() {
    return new TwilioCredentials(
        accountSid, authToken, null, apiKeySid, apiKeySecret, secondaryAuthToken);
  }

  /** The tokens that may have signed a callback, the likelier first. */
  public List<String> signingTokens() {
    return Stream.of(Optional.ofNullable(authToken), Optional.ofNullable(secondaryAuthToken))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The user name of Twilio's HTTP Basic authentication. */
  public String username() {
    return apiKeySid != null ? apiKeySid : accountSid;
  }

  /** The password of Twilio's HTTP Basic authentication. */
  public String password() {
    return apiKeySecret != null ? apiKeySecret : java.util.Objects.requireNonNull(authToken);
  }

  @Override
  public String toString() {
    return "TwilioCredentials[" + accountSid + "]";
  }
}
