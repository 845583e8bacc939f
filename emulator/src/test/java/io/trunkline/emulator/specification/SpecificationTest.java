// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.emulator.http.Answer;
import io.trunkline.emulator.http.Refusal;
import io.trunkline.emulator.http.Request;
import io.trunkline.emulator.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecificationTest {
  private static final String JSON = "application/json";
  private static final String ACCOUNT = "/2010-04-01/Accounts/AC" + "1".repeat(32);
  private static final String MEDIA = ACCOUNT + "/Messages/MM1/Media/ME1.json";
  private static final String CONFORMING =
      """
      {"account_sid": "AC11111111111111111111111111111111", "content_type": "image/png",
       "date_created": "Fri, 24 May 2019 17:44:46 +0000", "date_updated": null,
       "parent_sid": "MM11111111111111111111111111111111",
       "sid": "ME11111111111111111111111111111111", "uri": "/2010-04-01/Accounts/AC1"}
      """;

  private final Specification specification = Specification.load();

  @Test
  void findsNothingWrongWithAnAnswerAsDescribed() {
    assertThat(deviations(CONFORMING)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "content_type": "image/png", | | required property 'content_type' not found
          "content_type": | "size": 1, "content_type": | property 'size' is not defined
          "image/png" | 7 | /content_type: integer found, [string, null] expected
          Fri, 24 May 2019 17:44:46 +0000 | 2019-05-24T17:44:46Z | /date_created: does not match
          ME11111111111111111111111111111111 | SM11111111111111111111111111111111 | /sid: does not
          ME11111111111111111111111111111111 | ME1 | /sid: must be at least 34 characters long
          """)
  void findsWhatIsNotAsDescribed(String part, String instead, String rule) {
    var broken = CONFORMING.replace(part, instead == null ? "" : instead);

    assertThat(deviations(broken)).anySatisfy(words -> assertThat(words).contains(rule));
  }

  @Test
  void findsValuesOutsideAnEnumAndNullsAndAddressesThatMayNotBe() {
    var balance = "{\"account_sid\": null, \"balance\": null, \"currency\": null}";
    assertThat(deviations(ACCOUNT + "/Balance.json", 200, balance)).isEmpty();

    var list = "{\"data\": [], \"meta\": {\"page\": null}}";
    assertThat(specification.deviations("content", "GET", "/v1/Content", 200, JSON, bytes(list)))
        .anySatisfy(words -> assertThat(words).contains("'contents' not found"))
        .anySatisfy(words -> assertThat(words).contains("/meta/page: null found"));
    var page = "{\"uri\": \"nowhere\", \"first_page_uri\": \"/2010-04-01/Accounts\"}";
    assertThat(deviations("/2010-04-01/Accounts.json", 200, page))
        .anySatisfy(words -> assertThat(words).contains("/uri: does not match the uri pattern"))
        .noneSatisfy(words -> assertThat(words).contains("/first_page_uri:"));
    var account = "{\"status\": \"asleep\"}";
    assertThat(deviations(ACCOUNT + ".json", 200, account))
        .anySatisfy(words -> assertThat(words).contains("/status: does not have a value"));
  }

  @Test
  void findsPathsAndStatusesThatTwilioDoesNotHave() {
    assertThat(deviations(ACCOUNT + "/Pigeons.json", 200, "{}"))
        .containsExactly(": no such operation is described");
    assertThat(deviations(MEDIA, 202, CONFORMING))
        .containsExactly(": no answer with status 202 is described");
  }

  @Test
  void findsErrorsThatAreNotInTwiliosForm() {
    var error =
        """
        {"code": 20404, "message": "gone", "more_info": "https://www.twilio.com/docs/errors/20404",
         "status": 404}
        """;
    assertThat(deviations(MEDIA, 404, error)).isEmpty();
    assertThat(deviations(MEDIA, 400, error))
        .containsExactly("/status: is not the HTTP status 400");
    assertThat(deviations(MEDIA, 404, "{}")).hasSize(4);
    assertThat(specification.deviations("api", "GET", MEDIA, 404, "text/html", bytes("<p>")))
        .containsExactly(": is text/html, not JSON");
  }

  @Test
  void answersADeviationWithAnErrorThatNamesIt() {
    var tally = new Tally();
    var request = new Request("GET", MEDIA, "", name -> null, new byte[0]);
    new Router().on("api", "GET", MEDIA, any -> Answer.noContent()).handle(request);
    var answer =
        Answer.json(200, bytes(CONFORMING.replace("image/png\"", "image/png\", \"x\": 1")));

    assertThatThrownBy(() -> new SpecificationWitness(tally).sees(request, answer))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(500))
        .hasMessageContaining("property 'x'");
    assertThat(tally).hasToString("1 answers checked against Twilio's specification, 1 deviations");
    assertThat(tally.take()).hasSize(1);
    assertThat(tally.take()).isEmpty();
  }

  private List<String> deviations(String body) {
    return deviations(MEDIA, 200, body);
  }

  private List<String> deviations(String path, int status, String body) {
    return specification.deviations("api", "GET", path, status, JSON, bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
