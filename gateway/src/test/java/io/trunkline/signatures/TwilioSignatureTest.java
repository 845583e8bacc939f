// SPDX-License-Identifier: Apache-2.0
package io.trunkline.signatures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSignatureTest {

  private static final String TOKEN = "12345";
  private static final URI PUBLIC = URI.create("https://example.com");

  /** The example of Twilio's own page about signatures. */
  private static final Map<String, List<String>> DOCUMENTED =
      Map.of(
          "CallSid", List.of("CA1234567890ABCDE"),
          "Caller", List.of("+14158675310"),
          "Digits", List.of("1234"),
          "From", List.of("+14158675310"),
          "To", List.of("+18005551212"));

  private static final String DOCUMENTED_SIGNATURE = "L/OH5YylLD5NRKLltdqwSvS0BnU=";

  @Test
  void agreesWithTheDocumentedExample() {
    var request = form("/myapp.php", "foo=1&bar=2", DOCUMENTED, DOCUMENTED_SIGNATURE);

    assertThat(TwilioSignature.signer(request, PUBLIC, List.of(TOKEN))).isPresent();
  }

  @Test
  void agreesWithTheOfficialValidatorOnForms() {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      var form = new LinkedHashMap<String, List<String>>();
      var flat = new LinkedHashMap<String, String>();
      for (int j = random.nextInt(8); j >= 0; j--) {
        var name = "P" + random.nextInt(100);
        var value = random.nextInt(4) == 0 ? "" : "v \u00E9\uD83D\uDE00&=+" + random.nextInt();
        form.put(name, List.of(value));
        flat.put(name, value);
      }
      var url = "https://example.com:8443/twilio/x?a=" + random.nextInt() + "&b=%2B";

      var signature = TwilioSignature.sign(TOKEN, url, form);

      assertThat(new RequestValidator(TOKEN).validate(url, flat, signature)).isTrue();
    }
  }

  @Test
  void countsEachDistinctValueOfARepeatedParameterSorted() {
    var request = form("/x", null, Map.of("MediaUrl", List.of("b", "a", "b")), "");
    // The official Java validator knows no repetition, so its view is one value "aMediaUrlb".
    var signed = new RequestValidator(TOKEN);

    var signature = TwilioSignature.sign(TOKEN, "https://example.com/x", request.form());

    assertThat(
            signed.validate("https://example.com/x", Map.of("MediaUrl", "aMediaUrlb"), signature))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, https://example.com/x",
    "https://example.com, https://example.com:443/x",
    "https://example.com:443, https://example.com/x",
    "http://example.com, http://example.com:80/x",
    "https://example.com:8443, https://example.com:8443/x",
    "https://example.com:8443, https://example.com/x",
    "https://example.com/, https://example.com/x",
    "https://example.com/gate, https://example.com/gate/x",
    "https://user:secret@example.com, https://example.com/x",
    "https://[2001:db8::1]:8443, https://[2001:db8::1]/x"
  })
  void acceptsTheUrlsThatTwilioMayHaveSigned(URI publicUrl, String signedUrl) {
    var signature = TwilioSignature.sign(TOKEN, signedUrl, Map.of("A", List.of("1")));
    var request = form("/x", null, Map.of("A", List.of("1")), signature);

    assertThat(TwilioSignature.signer(request, publicUrl, List.of(TOKEN))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/x",
        "https://example.com:8443/x",
        "https://example.org/x",
        "https://example.com/x/",
        "https://example.com/x?a=1",
        "https://example.com/X"
      })
  void refusesTheUrlsThatItWasNotSignedFor(String signedUrl) {
    var signature = TwilioSignature.sign(TOKEN, signedUrl, Map.of("A", List.of("1")));
    var request = form("/x", null, Map.of("A", List.of("1")), signature);

    assertThat(TwilioSignature.signer(request, PUBLIC, List.of(TOKEN))).isEmpty();
  }

  @Test
  void keepsTheQueryAsItWasEncoded() {
    var url = "https://example.com/x?a=%2B1&b=%e2%82%ac&c=a%20b";
    var request =
        form(
            "/x",
            "a=%2B1&b=%e2%82%ac&c=a%20b",
            Map.of(),
            TwilioSignature.sign(TOKEN, url, Map.of()));

    assertThat(TwilioSignature.signer(request, PUBLIC, List.of(TOKEN))).isPresent();
  }

  @Test
  void acceptsASecondTokenWhileOneIsRotated() {
    var request = form("/myapp.php", "foo=1&bar=2", DOCUMENTED, DOCUMENTED_SIGNATURE);

    assertThat(TwilioSignature.signer(request, PUBLIC, List.of("new", TOKEN))).isPresent();
    assertThat(TwilioSignature.signer(request, PUBLIC, List.of("new"))).isEmpty();
    assertThat(TwilioSignature.signer(request, PUBLIC, List.of())).isEmpty();
  }

  @Test
  void agreesWithTheOfficialValidatorOnJson() throws Exception {
    var body = "{\"a\": 1}";
    var hash = sha256(body);
    var url = "https://example.com/x?bodySHA256=" + hash;
    var signature = TwilioSignature.sign(TOKEN, url, Map.of());

    assertThat(new RequestValidator(TOKEN).validate(url, body, signature)).isTrue();
    assertThat(genuineJson("bodySHA256=" + hash, hash, signature)).isTrue();
  }

  @Test
  void refusesAJsonBodyThatIsNotTheSignedOne() {
    var hash = sha256("{}");
    var query = "bodySHA256=" + hash;
    var signature = TwilioSignature.sign(TOKEN, "https://example.com/x?" + query, Map.of());

    assertThat(genuineJson(query, hash, signature)).isTrue();
    assertThat(genuineJson(query, sha256("{ }"), signature)).isFalse();
    assertThat(
            genuineJson(null, hash, TwilioSignature.sign(TOKEN, "https://example.com/x", Map.of())))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "L/OH5YylLD5NRKLltdqwSvS0BnU", "L/OH5YylLD5NRKLltdqwSvS0BnU=="})
  void refusesWhatIsNotTheWholeSignature(String signature) {
    var request = form("/myapp.php", "foo=1&bar=2", DOCUMENTED, signature);

    assertThat(TwilioSignature.signer(request, PUBLIC, List.of(TOKEN))).isEmpty();
  }

  @Test
  void refusesEveryChangeOfAParameter() {
    for (var name : DOCUMENTED.keySet()) {
      var changed = new LinkedHashMap<>(DOCUMENTED);
      changed.put(name, List.of("something else"));
      var dropped = new LinkedHashMap<>(DOCUMENTED);
      dropped.remove(name);

      for (var form : List.of(changed, dropped)) {
        var request = form("/myapp.php", "foo=1&bar=2", form, DOCUMENTED_SIGNATURE);
        assertThat(TwilioSignature.signer(request, PUBLIC, List.of(TOKEN))).isEmpty();
      }
    }
  }

  private static boolean genuineJson(@Nullable String query, String hash, String signature) {
    var request = new SignedRequest(signature, "/x", query, Map.of(), hash, nothingSeen());
    return TwilioSignature.signer(request, PUBLIC, List.of(TOKEN)).isPresent();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static SignedRequest form(
      String path, @Nullable String query, Map<String, List<String>> form, String signature) {
    return new SignedRequest(signature, path, query, form, null, nothingSeen());
  }

  private static SignedRequest.Seen nothingSeen() {
    return new SignedRequest.Seen(Map.of(), "");
  }
}
