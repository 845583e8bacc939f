// SPDX-License-Identifier: Apache-2.0
package io.trunkline.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every field that Twilio's OpenAPI document names is there, of its type, and no other is. */
class ShapesTest {
  private static TwilioEmulator emulator;
  private static RawClient client;

  @BeforeAll
  static void start() {
    emulator = TwilioEmulator.start();
    client = RawClient.live(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @Test
  void shapesMessagesAndMedia() {
    var created =
        client.send(
            "To", "+14155550123", "From", RawClient.OURS, "MediaUrl", "https://example.com/a.png");
    assertShape(created.json(), "message");
    var one = client.account("/Messages/" + created.text("sid"));
    await().until(() -> client.get(one + ".json").text("price").startsWith("-"));
    assertShape(client.get(one + ".json").json(), "message");
    assertShape(client.get(one + "/Media.json").json().get("media_list").get(0), "media");
  }

  @Test
  void shapesNumbersKeysAndAccounts() {
    assertShape(
        client
            .get(client.account("/IncomingPhoneNumbers.json"))
            .json()
            .get("incoming_phone_numbers")
            .get(0),
        "incoming_phone_number");
    assertShape(client.get(client.account("/Keys.json")).json().get("keys").get(0), "key");
    assertShape(client.get(client.account(".json")).json(), "account");
  }

  @Test
  void wrapsListsInTheEnvelopeOfTheApiOf2010() {
    var list =
        client
            .get(client.account("/Messages.json?To=%2B14155550199&DateSent%3E=2026-01-01"))
            .json();

    assertThat(new TreeSet<>(list.propertyNames()))
        .containsExactly(
            "end",
            "first_page_uri",
            "messages",
            "next_page_uri",
            "page",
            "page_size",
            "previous_page_uri",
            "start",
            "uri");
    assertThat(list.get("first_page_uri").stringValue())
        .isEqualTo(
            client.account("/Messages.json")
                + "?To=%2B14155550199&DateSent%3E=2026-01-01&PageSize=50&Page=0");
    assertThat(list.get("next_page_uri").isNull()).isTrue();
    assertThat(list.get("page_size").intValue()).isEqualTo(50);
  }

  private static void assertShape(JsonNode resource, String shape) {
    var fields = FactFiles.json("shapes/" + shape + ".json").get("fields");
    assertThat(new TreeSet<>(resource.propertyNames()))
        .isEqualTo(new TreeSet<>(fields.propertyNames()));
    for (var name : fields.propertyNames()) {
      assertType(name, resource.get(name), fields.get(name));
    }
  }

  private static void assertType(String name, JsonNode value, JsonNode field) {
    if (value.isNull()) {
      return;
    }
    switch (field.get("type").stringValue()) {
      case "string" -> assertThat(value.isString()).as(name + ": " + value).isTrue();
      case "integer" -> assertThat(value.isIntegralNumber()).as(name + ": " + value).isTrue();
      case "boolean" -> assertThat(value.isBoolean()).as(name + ": " + value).isTrue();
      case "object" -> assertThat(value.isObject()).as(name + ": " + value).isTrue();
      default -> throw new AssertionError("No such type in the shapes so far: " + field);
    }
    if (field.has("enum")) {
      assertThat(field.get("enum").valueStream().map(JsonNode::stringValue))
          .contains(value.stringValue());
    }
    if (field.path("format").asString("").equals("date-time-rfc-2822")) {
      assertThat(value.stringValue())
          .matches("[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} \\+0000");
    }
  }
}
