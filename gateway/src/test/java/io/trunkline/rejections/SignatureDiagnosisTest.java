// SPDX-License-Identifier: Apache-2.0
package io.trunkline.rejections;

import static io.trunkline.rejections.Difference.FORGOTTEN_AUTH_TOKEN;
import static io.trunkline.rejections.Difference.OTHER_ACCOUNT;
import static io.trunkline.rejections.Difference.PARAMETERS_ADDED;
import static io.trunkline.rejections.Difference.PARAMETERS_DROPPED;
import static io.trunkline.rejections.Difference.PARAMETERS_REENCODED;
import static io.trunkline.rejections.Difference.PARAMETERS_TRIMMED;
import static io.trunkline.rejections.Difference.QUERY_DROPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.signatures.SignedRequest;
import io.trunkline.signatures.TwilioSignature;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureDiagnosisTest {

  private static final String TOKEN = "12345";
  private static final URI PUBLIC = URI.create("https://sms.example.com/gate");
  private static final String URL = "https://sms.example.com/gate/x";
  private static final Map<String, List<String>> FORM = Map.of("A", List.of("1"));
  private static final Signers SIGNERS =
      new Signers(List.of(TOKEN), List.of("forgotten"), Map.of("shop", List.of("other")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://sms.example.com/gate/x | SCHEME | http://sms.example.com/gate",
        "https://other.example.com/gate/x | HOST | https://other.example.com/gate",
        "https://inner:8080/gate/x | HOST PORT | https://inner:8080/gate",
        "https://outer.example.com:8443/gate/x | HOST PORT | https://outer.example.com:8443/gate",
        "https://original.example.com/gate/x | HOST | https://original.example.com/gate",
        "https://forwarded.example.com/gate/x | HOST | https://forwarded.example.com/gate",
        "https://SMS.EXAMPLE.COM/gate/x | HOST_CASE | https://SMS.EXAMPLE.COM/gate",
        "https://sms.example.com:8443/gate/x | PORT | https://sms.example.com:8443/gate",
        "https://sms.example.com:80/gate/x | PORT | https://sms.example.com:80/gate",
        "https://sms.example.com:9999/gate/x | PORT | https://sms.example.com:9999/gate",
        "http://sms.example.com:8080/gate/x | SCHEME PORT | http://sms.example.com:8080/gate",
        "https://sms.example.com/x | PREFIX | https://sms.example.com",
        "https://sms.example.com/outer/x | PREFIX | https://sms.example.com/outer",
        "http://inner/x | SCHEME HOST PREFIX | http://inner",
        "https://sms.example.com/gate/x/ | TRAILING_SLASH | https://sms.example.com/gate",
        "http://sms.example.com/gate/x/ | SCHEME TRAILING_SLASH | http://sms.example.com/gate",
        "https://sms.example.com/gate/asked/for | PATH | https://sms.example.com/gate",
        "https://sms.example.com/gate/x?asked=1 | QUERY_DROPPED | https://sms.example.com/gate",
      })
  void findsThePartOfTheUrlThatDiffers(String called, String differs, String wouldMatch) {
    var diagnosis = diagnose(call("/x", null, FORM, sign(called, FORM)));

    assertThat(differences(diagnosis)).isEqualTo(differs);
    assertThat(diagnosis.wouldMatch()).isEqualTo(wouldMatch);
    assertThat(diagnosis.reason()).contains("it differs in ");
    assertThat(diagnosis.setting()).isNotBlank();
    assertThat(diagnosis.advice()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/caf%c3%a9 | /caf%C3%A9",
        "/caf%C3%A9 | /caf%c3%a9",
        "/café | /caf%C3%A9",
        "/a%20b | /a b",
        "/a:b | /a%3Ab",
        "/a%3Ab | /a:b"
      })
  void findsAPathWhoseEncodingWasNormalised(String arrived, String called) {
    var signature = sign("https://sms.example.com/gate" + called, FORM);

    assertThat(differences(diagnose(call(arrived, null, FORM, signature))))
        .isEqualTo("PATH_ENCODING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "tracking=1 | - | QUERY_ADDED",
        "a=1&tracking=1 | a=1 | QUERY_ADDED",
        "tracking=1&a=1 | a=1 | QUERY_ADDED",
        "a=x+y | a=x%20y | QUERY_ENCODING",
        "a=x%20y | a=x+y | QUERY_ENCODING",
        "a=%2B1 | a=+1 | QUERY_ENCODING",
        "a=+1 | a=%2B1 | QUERY_ENCODING",
        "a=%2b1 | a=%2B1 | QUERY_ENCODING",
        "a=%2B1 | a=%2b1 | QUERY_ENCODING",
        "a=b:c | a=b%3Ac | QUERY_ENCODING",
        "a=b%3Ac | a=b:c | QUERY_ENCODING",
        "a=&b=1 | a&b=1 | QUERY_ENCODING",
        "a=x+y | a=x%20y | QUERY_ENCODING"
      })
  void findsAQueryThatWasRewritten(String arrived, @Nullable String called, String differs) {
    var signature = sign(called == null ? URL : URL + "?" + called, FORM);

    var diagnosis = diagnose(call("/x", arrived, FORM, signature));

    assertThat(differences(diagnosis)).isEqualTo(differs);
    assertThat(diagnosis.setting()).contains("proxy");
  }

  @Test
  void findsASlashAndAQueryTogether() {
    var signature = sign(URL + "/", FORM);

    assertThat(differences(diagnose(call("/x", "tracking=1", FORM, signature))))
        .isEqualTo("TRAILING_SLASH QUERY_ADDED");
  }

  @Test
  void findsTheUrlOfAWebSocket() {
    var request =
        new SignedRequest(
            sign("wss://sms.example.com/gate/x/", Map.of()),
            "/x",
            null,
            Map.of(),
            null,
            new SignedRequest.Seen(Map.of("upgrade", "websocket"), ""));

    assertThat(differences(diagnose(request))).isEqualTo("SCHEME TRAILING_SLASH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello ", " hello", "hello\n", "hello\r\n", " hello "})
  void findsATextThatWasTrimmed(String sent) {
    assertThat(ofBody(sent, sent.strip())).contains(PARAMETERS_TRIMMED);
  }

  @ParameterizedTest
  @CsvSource({
    "a+b, 'a b'",
    "'a b', a+b",
    "café, cafÃ©",
    "50%25 off, 50% off",
    "'two\r\nlines', 'two\nlines'",
    "'two\nlines', 'two\r\nlines'",
    "cafe\u0301, caf\u00e9",
    "caf\u00e9, cafe\u0301"
  })
  void findsATextThatWasEncodedAnew(String arrived, String sent) {
    assertThat(ofBody(sent, arrived)).contains(PARAMETERS_REENCODED);
  }

  @Test
  void findsNumbersWhosePlusBecameASpace() {
    var sent = Map.of("From", List.of("+14155550123"), "To", List.of("+14155550124"));
    var arrived = Map.of("From", List.of(" 14155550123"), "To", List.of(" 14155550124"));

    assertThat(differences(diagnose(call("/x", null, arrived, sign(URL, sent)))))
        .isEqualTo("PARAMETERS_REENCODED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Body", "FromZip", "FromCity FromZip", "ToCity ToZip Body", "FromState ToCountry"})
  void findsEmptyParametersThatWereDropped(String names) {
    var arrived =
        new HashMap<>(Map.of("From", List.of("+14155550123"), "To", List.of("+14155550124")));
    var sent = new HashMap<>(arrived);
    Arrays.stream(names.split(" ")).forEach(name -> sent.put(name, List.of("")));

    assertThat(diagnose(call("/x", null, arrived, sign(URL, sent))).matches().getFirst().differs())
        .containsExactly(PARAMETERS_DROPPED);
  }

  @Test
  void findsAParameterThatWasAdded() {
    var arrived = Map.of("A", List.of("1"), "csrf", List.of("x"));

    assertThat(diagnose(call("/x", null, arrived, sign(URL, FORM))).matches().getFirst().differs())
        .containsExactly(PARAMETERS_ADDED);
  }

  @Test
  void findsABodyHashThatWasDroppedWithTheQuery() {
    var hash = "a".repeat(64);
    var request =
        new SignedRequest(
            sign(URL + "?bodySHA256=" + hash, Map.of()), "/x", null, Map.of(), hash, seen());

    assertThat(diagnose(request).matches().getFirst().differs()).containsExactly(QUERY_DROPPED);
  }

  @Test
  void findsABodyThatIsNotTheOneItsQueryNames() {
    var query = "bodySHA256=" + "0".repeat(64);
    var signature = sign(URL + "?" + query, Map.of());
    var request = new SignedRequest(signature, "/x", query, Map.of(), "1".repeat(64), seen());
    var unsigned = new SignedRequest("x", "/x", query, Map.of(), "1".repeat(64), seen());

    assertThat(diagnose(request).matches().getFirst().differs())
        .containsExactly(PARAMETERS_REENCODED);
    assertThat(diagnose(unsigned).reason()).contains("bodySHA256");
    assertThat(diagnose(unsigned).matches()).isEmpty();
  }

  @Test
  void findsTheTokenOfAnotherAccount() {
    var signature = TwilioSignature.sign("other", URL, FORM);

    var diagnosis = diagnose(call("/x", null, FORM, signature));

    assertThat(diagnosis.matches().getFirst().differs()).containsExactly(OTHER_ACCOUNT);
    assertThat(diagnosis.matches().getFirst().account()).isEqualTo("shop");
    assertThat(diagnosis.wouldMatch()).isEqualTo("account shop");
  }

  @Test
  void triesOnlySoMuchForAllAccountsTogether() {
    var form = Map.of("Body", List.of("x".repeat(15 * 1024)));
    var request = call("/x", null, form, TwilioSignature.sign("other", URL, form));
    var few = Map.of("z", List.of("other"));
    var many = new HashMap<>(few);
    IntStream.range(0, 49).forEach(i -> many.put("a" + i, List.of("token " + i)));

    assertThat(diagnose(request, few).matches()).isNotEmpty();
    assertThat(diagnose(request, many).matches()).isEmpty();
  }

  @Test
  void findsATokenThatWasForgotten() {
    var signature = TwilioSignature.sign("forgotten", URL, FORM);

    var diagnosis = diagnose(call("/x", null, FORM, signature));

    assertThat(diagnosis.matches().getFirst().differs()).containsExactly(FORGOTTEN_AUTH_TOKEN);
    assertThat(diagnosis.advice()).contains("add it again");
  }

  @Test
  void suspectsTheTokenWhenNothingMatches() {
    var diagnosis = diagnose(call("/x", null, FORM, TwilioSignature.sign("?", URL, FORM)));

    assertThat(diagnosis.wouldMatch()).isNull();
    assertThat(diagnosis.setting()).startsWith("trunkline.account.twilio.auth-token");
    assertThat(diagnosis.advice()).contains("probe");
  }

  @Test
  void saysThatThereIsNoSignature() {
    assertThat(diagnose(call("/x", null, FORM, "")).reason()).contains("no X-Twilio-Signature");
  }

  @Test
  void showsWhatWasExpectedWithoutWhatWasSent() {
    var form = Map.of("Body", List.of("hush"), "+14155550123", List.of("hush"));

    var diagnosis = diagnose(call("/x", "From=%2B14155550123&flag", form, "x"));

    assertThat(diagnosis.expectedUrl())
        .isEqualTo("https://sms.example.com/gate/x?From=\u2026&flag");
    assertThat(diagnosis.parameterNames()).containsExactly("(other)", "Body");
    assertThat(diagnosis.toString()).doesNotContain("hush", "4155550123");
  }

  @Test
  void saysOfAVeryLongFormOnlyThatItIsLong() {
    var form = Map.of("Body", List.of("x".repeat(17 * 1024)));

    assertThat(diagnose(call("/x", null, form, "x")).reason()).contains("longer");
  }

  @Test
  void bearsAnyHeaderAndAnyRequest() {
    var random = new Random(11);
    for (int i = 0; i < 200; i++) {
      var headers = new HashMap<String, String>();
      SignedRequest.Seen.TELLING.forEach(name -> headers.put(name, rubbish(random)));
      var seen = new SignedRequest.Seen(headers, rubbish(random));
      var form = Map.of(rubbish(random), List.of(rubbish(random)), "From", List.of("x"));

      var request =
          new SignedRequest("x", "/" + rubbish(random), rubbish(random), form, null, seen);

      assertThat(diagnose(request).matches()).isEmpty();
    }
  }

  private static String rubbish(Random random) {
    var alphabet = "aZ0:/?#[]@!$&'()*+,;=%\u0000 \\\"\u00e9\ud83d\ude00.-_";
    return random
        .ints(random.nextInt(20), 0, alphabet.length())
        .mapToObj(at -> String.valueOf(alphabet.charAt(at)))
        .collect(Collectors.joining());
  }

  private static TreeSet<Difference> ofBody(String sent, String arrived) {
    var signature = sign(URL, Map.of("Body", List.of(sent)));
    var diagnosis = diagnose(call("/x", null, Map.of("Body", List.of(arrived)), signature));
    assertThat(diagnosis.matches()).as("%s, sent as %s", arrived, sent).isNotEmpty();
    return new TreeSet<>(diagnosis.matches().getFirst().differs());
  }

  private static String differences(SignatureDiagnosis diagnosis) {
    return diagnosis.matches().isEmpty()
        ? ""
        : diagnosis.matches().getFirst().differs().stream()
            .sorted()
            .map(Enum::name)
            .collect(Collectors.joining(" "));
  }

  private static SignatureDiagnosis diagnose(SignedRequest request) {
    return SignatureDiagnosis.of(request, request.path(), PUBLIC, SIGNERS);
  }

  private static SignatureDiagnosis diagnose(
      SignedRequest request, Map<String, List<String>> others) {
    return SignatureDiagnosis.of(
        request, request.path(), PUBLIC, new Signers(List.of(TOKEN), List.of(), others));
  }

  private static String sign(String url, Map<String, List<String>> form) {
    return TwilioSignature.sign(TOKEN, url, form);
  }

  private static SignedRequest call(
      String path, @Nullable String query, Map<String, List<String>> form, String signature) {
    return new SignedRequest(signature, path, query, form, null, seen());
  }

  private static SignedRequest.Seen seen() {
    return new SignedRequest.Seen(
        Map.ofEntries(
            Map.entry("host", "inner:8080"),
            Map.entry("forwarded", "for=192.0.2.1;host=\"forwarded.example.com\";proto=https"),
            Map.entry("x-forwarded-host", "outer.example.com:8443, other.example.com"),
            Map.entry("x-original-host", "original.example.com"),
            Map.entry("x-forwarded-port", "9999"),
            Map.entry("x-forwarded-prefix", "/outer"),
            Map.entry("x-original-uri", "/gate-keeper"),
            Map.entry("x-envoy-original-path", "/asked/for"),
            Map.entry("x-forwarded-uri", "/x?asked=1")),
        "");
  }
}
