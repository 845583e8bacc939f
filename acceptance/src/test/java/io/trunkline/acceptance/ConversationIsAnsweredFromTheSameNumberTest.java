// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.emulator.EmulatorOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConversationIsAnsweredFromTheSameNumberTest {

  @TempDir Path folder;

  private Stage stage;

  @BeforeEach
  void start() {
    stage = new Stage(folder);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void goesOnWhereItBegan() {
    var second = EmulatorOptions.NUMBERS.get(1);
    var alice = stage.person("+14155550123", second);
    stage.api.post("/v1/senders", Map.of("address", second));

    alice.replies("Is my table ready?");
    await().until(() -> conversations().size() == 1);
    var conversation = conversations().get(0);
    assertThat(conversation.path("unread").asInt()).isEqualTo(1);
    assertThat(conversation.path("sender").asString()).isEqualTo(second);

    var path = "/v1/conversations/" + conversation.path("id").asString() + "/messages";
    var answer = stage.api.post(path, Map.of("body", "In ten minutes"));
    alice.expectsSms("In ten minutes");

    assertThat(answer.text("from")).isEqualTo(second);
    assertThat(stage.api.get(path).json().path("data"))
        .extracting(message -> message.path("body").asString())
        .containsExactly("In ten minutes", "Is my table ready?");
    stage.nobodyGotAnythingElse();
  }

  @Test
  void goesOnThroughTheServiceThatItBeganWith() {
    var second = EmulatorOptions.NUMBERS.get(1);
    var service = stage.messagingService(Stage.OUR_NUMBER, second);
    stage.register(service);
    var alice = stage.person("+14155550123", second);

    alice.replies("Is my table ready?");
    await().until(() -> conversations().size() == 1);
    var path = "/v1/conversations/" + conversations().get(0).path("id").asString() + "/messages";
    var answer = stage.api.post(path, Map.of("body", "In ten minutes"));
    alice.expectsSms("In ten minutes");

    assertThat(answer.text("from")).isEqualTo(service);
    assertThat(stage.api.get("/v1/messages/" + answer.text("id")).text("sent_from"))
        .isEqualTo(second);
    assertThat(stage.emulator.handset(alice.number()).messages().getLast().from())
        .isEqualTo(second);
    await().until(() -> latest().equals("In ten minutes"));
    stage.nobodyGotAnythingElse();
  }

  @Test
  void hearsWhatAServiceSaysFromItsNumber() {
    var second = EmulatorOptions.NUMBERS.get(1);
    var service = stage.messagingService(second);
    stage.register(service);
    var alice = stage.person("+14155550123", second);

    alice.replies("When do you open?");
    await().until(() -> conversations().size() == 1);
    stage.api.send(Map.of("to", alice.number(), "body", "At nine", "sender", service));
    alice.expectsSms("At nine");

    await().until(() -> latest().equals("At nine"));
    stage.nobodyGotAnythingElse();
  }

  private String latest() {
    return conversations().get(0).at("/last_message/preview").asString();
  }

  private JsonNode conversations() {
    return stage.api.get("/v1/conversations").json().path("data");
  }
}
