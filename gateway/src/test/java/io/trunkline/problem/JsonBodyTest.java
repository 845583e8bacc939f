// SPDX-License-Identifier: Apache-2.0
package io.trunkline.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonBodyTest {

  @Test
  void namesEveryErrorAtOnce() {
    var body =
        body(
            """
            {"to": 5, "unit": "weeks", "metadata": {"a": 1, "b/c": {}}, "tpyo": true, "x~y": 0}
            """);
    body.requiredText("to");
    body.requiredText("body");
    body.oneOf("unit", TimeUnit.class);
    body.texts("metadata");

    var refusal = catchThrowableOfType(RefusalException.class, body::check).refusal();

    assertThat(refusal.code()).isEqualTo(RequestRefusal.INVALID_REQUEST);
    assertThat(refusal.errors())
        .extracting(error -> error.pointer() + " " + error.code())
        .containsExactly(
            "/to invalid_value",
            "/body required",
            "/unit invalid_value",
            "/metadata/a invalid_value",
            "/metadata/b~1c invalid_value",
            "/tpyo unknown_field",
            "/x~0y unknown_field");
  }

  @Test
  void readsObjectsWithinObjects() {
    var body =
        body(
            """
            {"pets": {"rex": {"legs": 4}, "a/b": {"legs": 1.5, "wings": 2}, "tom": "cat"},
             "values": {"text": "x", "number": 12.50, "whole": 3, "list": []}}
            """);
    var legs = body.objects("pets").values().stream().map(pet -> pet.integer("legs"));

    assertThat(legs).containsExactly(Optional.of(4), Optional.empty());
    assertThat(body.scalars("values"))
        .containsExactly(entry("text", "x"), entry("number", "12.5"), entry("whole", "3"));
    assertThat(catchThrowableOfType(RefusalException.class, body::check).refusal().errors())
        .extracting(error -> error.pointer() + " " + error.code())
        .containsExactly(
            "/pets/tom invalid_value",
            "/pets/a~1b/legs invalid_value",
            "/values/list invalid_value",
            "/pets/a~1b/wings unknown_field");
  }

  @Test
  void readsListsOfObjects() {
    var body = body("{\"pets\": [{\"legs\": 4}, \"cat\", {\"wings\": 2}], \"cars\": {}}");
    var pets = body.objectList("pets");
    var legs = pets.stream().map(pet -> pet.integer("legs"));

    assertThat(legs).containsExactly(Optional.of(4), Optional.empty());
    assertThat(body.objectList("cars")).isEmpty();
    pets.getLast().require("legs");
    body.require("pets", "cars", "ships");
    assertThat(catchThrowableOfType(RefusalException.class, body::check).refusal().errors())
        .extracting(error -> error.pointer() + " " + error.code())
        .containsExactly(
            "/pets/1 invalid_value",
            "/cars invalid_value",
            "/pets/2/legs required",
            "/ships required",
            "/pets/2/wings unknown_field");
  }

  @Test
  void takesTheCodeOfASingleKindOfError() {
    var body = body("{\"a\": 1}");

    var refusal = catchThrowableOfType(RefusalException.class, body::check).refusal();

    assertThat(refusal.code()).isEqualTo(RequestRefusal.UNKNOWN_FIELD);
    assertThat(refusal.detail()).isEqualTo("/a is not a field here");
  }

  @Test
  void readsNumbersAndListsOfTexts() {
    var body = body("{\"pace\": 2.5, \"whole\": 3, \"names\": [\"a\", \"b\"], \"n\": null}");

    assertThat(body.number("pace")).contains(2.5);
    assertThat(body.number("whole")).contains(3.0);
    assertThat(body.textList("names")).containsExactly("a", "b");
    assertThat(body.number("n")).isEmpty();
    assertThat(body.textList("absent")).isEmpty();
    body.check();
  }

  @Test
  void readsTrueAndFalseAndNothingElseAsSuch() {
    var body = body("{\"yes\": true, \"no\": false, \"text\": \"true\", \"number\": 1}");

    assertThat(body.flag("yes")).contains(true);
    assertThat(body.flag("no")).contains(false);
    assertThat(body.flag("absent")).isEmpty();
    assertThat(body.flag("text")).isEmpty();
    assertThat(body.flag("number")).isEmpty();
    assertThat(catchThrowableOfType(RefusalException.class, body::check).refusal().errors())
        .extracting(error -> error.pointer() + " " + error.detail())
        .containsExactly("/text is true or false", "/number is true or false");
  }

  @Test
  void pointsAtTheElementOfAListThatIsNoText() {
    var body = body("{\"pace\": \"2\", \"names\": [\"a\", 1], \"ids\": {}}");
    body.number("pace");
    body.textList("names");
    body.textList("ids");

    var refusal = catchThrowableOfType(RefusalException.class, body::check).refusal();

    assertThat(refusal.errors())
        .extracting(error -> error.pointer() + " " + error.detail())
        .containsExactly("/pace is a number", "/names/1 is a text", "/ids is a list of texts");
  }

  @Test
  void readsWhatIsThere() {
    var body =
        body("{\"to\": \"x\", \"unit\": \"days\", \"metadata\": {\"a\": \"b\"}, \"n\": null}");

    assertThat(body.requiredText("to")).contains("x");
    assertThat(body.oneOf("unit", TimeUnit.class)).contains(TimeUnit.DAYS);
    assertThat(body.texts("metadata")).containsExactly(java.util.Map.entry("a", "b"));
    assertThat(body.text("n")).isEmpty();
    body.check();
  }

  @Test
  void refusesWhatIsNoObject() {
    var thrown = catchThrowableOfType(RefusalException.class, () -> body("[1]"));

    assertThat(thrown).hasMessageContaining("The body is a JSON object");
  }

  private static JsonBody body(String json) {
    return new JsonBody(JsonMapper.shared().readTree(json));
  }
}
