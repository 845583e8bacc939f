// SPDX-License-Identifier: Apache-2.0
package io.trunkline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MachinesDoNotAnswerEachOtherForEverTest {

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
  void fallsSilentWhenTheSameIsSaidAgainAndAgain() {
    var machine = stage.person("+14155550123");

    for (int i = 0; i < 10; i++) {
      machine.replies("Help!");
      var heard = i + 1;
      await().until(() -> conversation().path("unread").asInt() == heard);
    }

    machine.expectsSms("").expectsSms("");
    stage.nobodyGotAnythingElse();
    assertThat(conversation().path("last_message").path("preview").asString()).isEqualTo("Help!");
  }

  private JsonNode conversation() {
    return stage.api.get("/v1/conversations").json().path("data").path(0);
  }
}
