// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trunkline.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;

class AccountPropertiesTest {

  private static final Settings<AccountProperties> SETTINGS =
      new Settings<>("trunkline.account", AccountProperties.class);

  private static final String SID = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final Map<String, String> FULL =
      Map.of(
          "twilio.account-sid", SID,
          "twilio.auth-token", "first-token",
          "twilio.secondary-auth-token", "second-token",
          "twilio.api-key", "SK1",
          "twilio.api-secret", "api-secret",
          "encryption-key", KEY);

  @Test
  void startsWithoutAnything() {
    var properties = SETTINGS.with(Map.of());

    assertThat(properties.twilio().credentials()).isEmpty();
    assertThat(properties.encryptionKey()).isNull();
  }

  @Test
  void mapsEveryProperty() {
    var properties = SETTINGS.with(FULL);

    assertThat(properties.twilio().credentials())
        .isEqualTo(
            Optional.of(
                new TwilioCredentials(SID, "first-token", "second-token", "SK1", "api-secret")));
    assertThat(properties.encryptionKey()).isEqualTo(KEY);
  }

  @Test
  void takesBlankForAbsent() {
    var blank = new HashMap<>(FULL);
    blank.replaceAll((name, value) -> name.equals("twilio.account-sid") ? "" : " ");

    assertThat(SETTINGS.with(blank)).isEqualTo(SETTINGS.with(Map.of()));
  }

  @Test
  void dropsTheSpaceAroundAValueThatWasPasted() {
    var pasted = new HashMap<>(FULL);
    pasted.replaceAll((name, value) -> " " + value + "\n");

    assertThat(SETTINGS.with(pasted)).isEqualTo(SETTINGS.with(FULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AC123",
        "SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "ACzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "acaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesWhatIsNoAccountSid(String sid) {
    assertThatThrownBy(
            () -> SETTINGS.with(Map.of("twilio.account-sid", sid, "twilio.auth-token", "t")))
        .rootCause()
        .hasMessageContaining("account SID");
  }

  @Test
  void refusesAnAccountWithNothingToProveItWith() {
    assertThatThrownBy(() -> SETTINGS.with(Map.of("twilio.account-sid", SID)))
        .rootCause()
        .hasMessageContaining("auth token or an API key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twilio.api-key", "twilio.api-secret"})
  void refusesHalfAnApiKey(String half) {
    assertThatThrownBy(
            () ->
                SETTINGS.with(
                    Map.of("twilio.account-sid", SID, "twilio.auth-token", "t", half, "x")))
        .rootCause()
        .hasMessageContaining("a SID and a secret, or neither");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2hvcnQ=", "not base64 at all", "MDEyMzQ1Njc4OWFiY2RlZg=="})
  void refusesWhatIsNoEncryptionKeyAndSaysHowToMakeOne(String key) {
    assertThatThrownBy(() -> SETTINGS.with(Map.of("encryption-key", key)))
        .rootCause()
        .hasMessageContaining("trunkline.account.encryption-key")
        .hasMessageContaining("openssl rand -base64 32");
  }

  @Test
  void printsNoSecret() {
    var properties = SETTINGS.with(FULL);

    assertThat(properties.toString())
        .contains(SID)
        .doesNotContain("first-token", "second-token", "api-secret", KEY);
    assertThat(properties.twilio().credentials().orElseThrow().toString())
        .doesNotContain("first-token", "second-token", "api-secret");
  }

  /** Spring Boot prints the property of a failed binding with its value. */
  @Test
  void repeatsNoSecretWhenItRefuses() {
    var wrong = new HashMap<>(FULL);
    wrong.put("twilio.account-sid", "AC123");

    var refusal = catchThrowableOfType(BindException.class, () -> SETTINGS.with(wrong));

    var printed = Objects.toString(refusal.getProperty());
    assertThat(printed).doesNotContain("first-token", "second-token", "api-secret", KEY);
  }
}
