// SPDX-License-Identifier: Apache-2.0
package io.trunkline.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureDiagnosisTest {

  private static final String TOKEN = "12345";
  private static final URI PUBLIC = URI.create("https://sms.example.com/gate");
  private static final Map<String, List<String>> FORM = Map.of("A", List.of("1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "http://sms.example.com/gate/x | scheme | http://sms.example.com/gate"
            + " | trunkline.callbacks.public-url",
        "https://other.example.com/gate/x | host | https://other.example.com/gate"
            + " | trunkline.callbacks.public-url",
        "https://outer.example.com:8443/gate/x | host | https://outer.example.com:8443/gate"
            + " | trunkline.callbacks.public-url",
        "https://sms.example.com/x | prefix of the path | https://sms.example.com"
            + " | trunkline.callbacks.public-url",
        "https://sms.example.com/outer/x | prefix of the path | https://sms.example.com/outer"
            + " | trunkline.callbacks.public-url",
        "http://other.example.com/x | scheme, host, prefix of the path | http://other.example.com"
            + " | trunkline.callbacks.public-url",
        "https://sms.example.com/gate/x/ | slash at the end | https://sms.example.com/gate"
            + " | address that Twilio has been given",
      })
  void findsThePartOfTheUrlThatDiffers(
      String called, String differs, String wouldMatch, String setting) {
    var diagnosis = diagnose(TwilioSignature.sign(TOKEN, called, FORM), null);

    assertThat(diagnosis.reason()).isEqualTo("Twilio has called another URL: " + differs);
    assertThat(diagnosis.wouldMatch()).isEqualTo(wouldMatch);
    assertThat(diagnosis.setting()).contains(setting);
  }

  @Test
  void findsAQueryThatAProxyHasAdded() {
    var signature = TwilioSignature.sign(TOKEN, "https://sms.example.com/gate/x", FORM);

    var diagnosis = diagnose(signature, "tracking=1");

    assertThat(diagnosis.reason()).endsWith(": query");
    assertThat(diagnosis.setting()).contains("proxy");
  }

  @Test
  void findsTheTokenOfAnotherAccount() {
    var signature = TwilioSignature.sign("other", "https://sms.example.com/gate/x", FORM);

    var diagnosis = diagnose(signature, null);

    assertThat(diagnosis.reason()).contains("another account");
    assertThat(diagnosis.wouldMatch()).isEqualTo("account default");
  }

  @Test
  void suspectsTheTokenWhenNoUrlMatches() {
    var signature = TwilioSignature.sign("unknown", "https://sms.example.com/gate/x", FORM);

    var diagnosis = diagnose(signature, null);

    assertThat(diagnosis.wouldMatch()).isNull();
    assertThat(diagnosis.setting()).startsWith("trunkline.account.twilio.auth-token");
  }

  @Test
  void saysThatThereIsNoSignature() {
    assertThat(diagnose("", null).reason()).contains("no X-Twilio-Signature");
  }

  @Test
  void saysThatTheBodyWasRewritten() {
    var request =
        new SignedRequest("x", "/x", "bodySHA256=" + "0".repeat(64), Map.of(), "1", seen());

    assertThat(SignatureDiagnosis.of(request, PUBLIC, List.of(TOKEN), Map.of()).reason())
        .contains("bodySHA256");
  }

  @Test
  void bearsHeadersThatAreNoHosts() {
    var seen = new SignedRequest.Seen("a:b:c/\u0000 \\E[", "?#@", "..//", "");
    var request = new SignedRequest("x", "/x", null, FORM, null, seen);

    assertThat(SignatureDiagnosis.of(request, PUBLIC, List.of(TOKEN), Map.of()).wouldMatch())
        .isNull();
  }

  private static SignatureDiagnosis diagnose(String signature, @Nullable String query) {
    var request = new SignedRequest(signature, "/x", query, FORM, null, seen());
    return SignatureDiagnosis.of(
        request, PUBLIC, List.of(TOKEN), Map.of("default", List.of("other")));
  }

  private static SignedRequest.Seen seen() {
    return new SignedRequest.Seen("other.example.com", "outer.example.com:8443", "/outer", "");
  }
}
