// SPDX-License-Identifier: Apache-2.0
package io.trunkline.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.trunkline.problem.Refusal;
import io.trunkline.problem.RefusalException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is wrong with a document is said, where it is wrong. */
class RuleSetReaderTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          /version                       | "1 of 2"        | is up to 64 letters, digits, dots, hyphens and underscores
          /published                     | "yesterday"     | is a date like 2026-10-18
          /time_zone_data                | 2026            | is a text
          /hours                         | {}              | is a list of objects
          /hours/0                       | "08:00-21:00"   | is an object
          /hours/0/id                    | "US hours"      | is lower-case words with hyphens between
          /hours/1/id                    | "us-hours"      | is that of another rule
          /hours/0/jurisdiction          | "usa"           | is a country (FR), a region (US-FL), or * for any country
          /hours/0/name                  | 1               | is a text
          /hours/0/purposes              | []              | names at least one
          /hours/0/purposes/0            | "adverts"       | is one of marketing, informational, transactional, otp, emergency
          /hours/0/media/1               | "post"          | is one of text, voice, automatic_voice
          /hours/0/week                  | "mon-fri=8-21"  | has hours written 10:00-13:00+14:00-20:00, or closed
          /hours/0/week                  | "mon-fri"       | has days and hours written mon-fri=09:00-20:00;sat-sun=closed
          /hours/0/week                  | "mon-sat=closed" | says nothing of sun
          /hours/0/week                  | "mon-sun=closed;sun=closed" | says sun twice
          /hours/0/week                  | "mon-son=closed" | has days named mon, tue, wed, thu, fri, sat, sun
          /hours/0/week                  | "mon-sun=09:00-20:00;sat-mon=closed" | has sat-mon, which is backwards
          /hours/0/week                  | "mon-sun=08:00-08:00" | has 08:00-08:00, which is no time
          /hours/0/week                  | "mon-sun=08:00-24:30" | has 08:00-24:30, which is no time
          /hours/1/closed_on/0           | "us-tx"         | is a calendar of this document
          /hours/0/clock                 | "CST"           | is an offset from UTC like -06:00
          /hours/0/lifted_by             | "oral"          | is one of none, implied, express, written
          /hours/0/from                  | "2026-13-01"    | is a date like 2026-10-18
          /hours/0/confidence            | "sure"          | is one of primary, quoted, secondary, conflict, memory, design
          /hours/0/colour                | "red"           | is not a field here
          /caps/0/limit                  | 0               | is at least 1
          /caps/0/window                 | "1 day"         | is a time like PT24H, or whole days like P30D, up to 366 days
          /caps/0/window                 | "PT0S"          | is a time like PT24H, or whole days like P30D, up to 366 days
          /caps/0/window                 | "PT8784H1S"     | is a time like PT24H, or whole days like P30D, up to 366 days
          /caps/0/window                 | "P367D"         | is a time like PT24H, or whole days like P30D, up to 366 days
          /caps/0/window                 | "P11M31D"       | is a time like PT24H, or whole days like P30D, up to 366 days
          /caps/0/per                    | "number"        | is one of recipient, subject
          /caps/0/exempt_after_purchase  | "18 months"     | is a period like P18M, up to ten years
          /caps/0/exempt_after_purchase  | "P10Y1D"        | is a period like P18M, up to ten years
          /caps/0/exempt_after_purchase  | "P999999999Y"   | is a period like P18M, up to ten years
          /consents/0/level              | "oral"          | is one of none, implied, express, written
          /revocations/0/reach           | "world"         | is one of programme, sender, all
          /revocations/0/ends/0          | "spam"          | is one of marketing, informational, transactional, otp, emergency
          /calendars/0/library           | ["ZZ"]          | is a country of the holiday library, and a part of it
          /calendars/0/library           | ["US", "zz"]    | is a country of the holiday library, and a part of it
          /calendars/0/days/0/day        | "Easter"        | is a date like 2026-10-18
          /zone_probes/0/zone            | "America/Utopia" | is a time zone that this Java knows
          /zone_probes/0/at              | "winter"        | is an instant like 2026-12-15T12:00:00Z
          /zone_probes/0/offset          | "7 hours"       | is an offset from UTC like -06:00
          /regions/0/id                  | "Alberta"       | is a region by ISO 3166-2, as in US-FL
          /regions/0/zones/0             | "Canada/Utopia" | is a time zone that this Java knows
          /postal_codes/0/country        | "DE"            | is one of [CA, US]
          /postal_codes/0/begin_with/0   | "10115"         | is three digits, a range of them like 350-369, or a letter
          /postal_codes/0/regions/0      | "US-ZZ"         | is a region of this document
          /unknown_places/0/calling_code | "+1"            | is one to three digits, or * for any
          /unknown_places                | []              | says nothing of the calling code *
          /unknown_places/0/jurisdictions/0 | "North America" | is a country (FR), a region (US-FL), or * for any country
          """)
  void refuses(String pointer, String value, String detail) {
    var document = bundled();
    put(document, pointer, value);

    assertThat(refusal(document).errors())
        .extracting(Refusal.Error::pointer, Refusal.Error::detail)
        .contains(tuple(pointer, detail));
  }

  @ParameterizedTest
  @CsvSource({"PT8784H, P10Y", "P366D, P18M", "P1Y, P1D", "P12M, P120M"})
  void takesWindowsOfAYearAndExemptionsOfTen(String window, String exempt) {
    var document = bundled();
    put(document, "/caps/0/window", '"' + window + '"');
    put(document, "/caps/0/exempt_after_purchase", '"' + exempt + '"');

    assertThat(read(document.toString()).version()).isEqualTo(RuleSet.bundled().version());
  }

  @Test
  void takesNothingForGranted() {
    for (var field : bundled().propertyNames()) {
      var document = bundled();
      document.remove(field);

      assertThat(refusal(document).errors())
          .extracting(Refusal.Error::pointer, Refusal.Error::detail)
          .contains(tuple("/" + field, "is required"));
    }
    for (var field :
        new String[] {
          "id",
          "jurisdiction",
          "name",
          "purposes",
          "media",
          "week",
          "closed_on",
          "source",
          "confidence",
          "date"
        }) {
      var document = bundled();
      ((ObjectNode) document.at("/hours/0")).remove(field);

      assertThat(refusal(document).errors())
          .extracting(Refusal.Error::pointer, Refusal.Error::detail)
          .contains(tuple("/hours/0/" + field, "is required"));
    }
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    var document = bundled();
    put(document, "/hours/0/week", "\"always\"");
    put(document, "/caps/0/limit", "-1");
    put(document, "/more", "true");

    assertThat(refusal(document).errors())
        .extracting(Refusal.Error::pointer)
        .containsExactlyInAnyOrder("/hours/0/week", "/caps/0/limit", "/more");
  }

  @Test
  void refusesARuleThatEndsBeforeItBegins() {
    var document = bundled();
    put(document, "/hours/0/from", "\"2026-10-18\"");
    put(document, "/hours/0/until", "\"2026-10-18\"");

    assertThat(refusal(document).detail()).isEqualTo("/hours/0/until is after \"from\"");
  }

  @Test
  void refusesAPostalCodeThatIsSaidTwice() {
    var document = bundled();
    ((ArrayNode) document.at("/postal_codes/0/begin_with")).add("350-352");

    assertThat(refusal(document).detail())
        .matches("/postal_codes/\\d+/begin_with says 35[012] twice");
  }

  @Test
  void refusesWhatIsNoJsonAndFieldsThatComeTwice() {
    assertThat(refusal("{\"version\":").code().code()).isEqualTo("malformed_json");
    assertThat(refusal("{\"version\": \"1\", \"version\": \"2\"}").detail())
        .contains("Duplicate", "version");
    assertThat(refusal("[]").detail()).isEqualTo("The body is a JSON object");
  }

  private static ObjectNode bundled() {
    return (ObjectNode) JSON.readTree(RuleSet.bundledDocument());
  }

  private static void put(ObjectNode document, String pointer, String json) {
    var at = JsonPointer.compile(pointer);
    var holder = document.at(at.head());
    var value = JSON.readTree(json);
    if (holder instanceof ArrayNode list) {
      list.set(at.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) holder).set(at.last().getMatchingProperty(), value);
    }
  }

  private static Refusal refusal(ObjectNode document) {
    return refusal(document.toString());
  }

  private static Refusal refusal(String document) {
    return catchThrowableOfType(RefusalException.class, () -> read(document)).refusal();
  }

  private static RuleSet read(String document) {
    return RuleSet.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
  }
}
