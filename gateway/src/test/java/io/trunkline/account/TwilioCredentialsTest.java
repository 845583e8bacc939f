// SPDX-License-Identifier: Apache-2.0
package io.trunkline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TwilioCredentialsTest {

  private static final String SID = "AC0123456789abcdef0123456789ABCDEF";

  @Test
  void speaksWithTheAuthToken() {
    var credentials = new TwilioCredentials(SID, "token", null, null, null);

    assertThat(credentials.username()).isEqualTo(SID);
    assertThat(credentials.password()).isEqualTo("token");
  }

  @Test
  void prefersTheApiKey() {
    var credentials = new TwilioCredentials(SID, "token", null, "SK1", "secret");

    assertThat(credentials.username()).isEqualTo("SK1");
    assertThat(credentials.password()).isEqualTo("secret");
  }

  @Test
  void knowsBothTokensWhileOneIsRotatedThePrimaryFirst() {
    assertThat(new TwilioCredentials(SID, "old", "new", null, null).signingTokens())
        .containsExactly("old", "new");
  }

  @Test
  void canSendButNotJudgeSignaturesByAnApiKeyAlone() {
    assertThat(new TwilioCredentials(SID, null, null, "SK1", "secret").signingTokens()).isEmpty();
  }

  @Test
  void refusesASecretThatIsBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwilioCredentials(SID, "", null, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwilioCredentials(SID, "token", " ", null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TwilioCredentials(SID, null, null, "SK1", ""));
  }

  @Test
  void printsNoSecret() {
    var credentials = new TwilioCredentials(SID, "token-1", "token-2", "SK1", "secret-3");

    assertThat(credentials.toString())
        .contains(SID)
        .doesNotContain("token-1", "token-2", "secret-3");
  }
}
